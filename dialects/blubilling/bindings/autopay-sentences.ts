import type { Problem } from '../../../src/core/fault.js';

const property = (name: string): string => `Property [${name}] of class [class CreditCardPaymentMethod]`;

/** What is wrong with a payment method, in Grails' words where it has some, by the rule that is broken. */
export const cardSentences: Readonly<Record<string, (problem: Problem) => string>> = {
  onePaymentMethod: () => 'The autopay must have one paymentMethodDTO with one payment method',
  paymentMethodType: () => 'The type of the paymentMethodDTO is not that of its payment method',
  creditCard: () => `${property('cardNumber')} is not a valid credit card number`,
  'card-number': () => `${property('cardNumber')} is not a valid credit card number`,
  'card-brand': () => `${property('cardType')} does not match the card number`,
  'card-expired': () => 'The credit card has expired',
  'card-verification': () => `${property('cvv')} does not match the card type`,
};
