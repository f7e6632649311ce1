import type { Problem } from '../fault.js';
import type { Card } from './model.js';

/** card-validator costs 30 ms to load, which a gateway without cards need not pay. */
const verification = async (number: string) => {
  const { default: cardValidator } = await import('card-validator');
  return { ...cardValidator.number(number), cvv: cardValidator.cvv };
};

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '');

/** What people call the brands besides their own names. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  mastercard: ['mc', 'master'],
  americanexpress: ['amex'],
  dinersclub: ['diners', 'dinersclubinternational'],
  unionpay: ['chinaunionpay', 'cup'],
};

const isCalled = (brand: string, name: string): boolean =>
  letters(brand) === letters(name) || (alsoCalled[letters(brand)] ?? []).includes(letters(name));

/** The brand its number says a card is of; undefined for a number of none. */
export const brandOf = async (number: string): Promise<string | undefined> =>
  (await verification(number)).card?.niceType;

/**
 * What is wrong with a card by itself, before anybody is asked about it: its check digit, its brand where one is given,
 * its last day against `today` (`YYYY-MM-DD`), its verification number where one is given. No problem repeats a value.
 */
export async function cardProblems(card: Card, code: string | undefined, today: string): Promise<readonly Problem[]> {
  const { isValid, card: found, cvv } = await verification(card.number);
  const wrong = (member: string, rule: string, holds: boolean): readonly Problem[] => (holds ? [{ member, rule }] : []);
  const misnamed = found !== null && card.brand !== undefined && !isCalled(found.niceType, card.brand);
  return [
    ...wrong('number', 'card-number', !isValid),
    ...wrong('brand', 'card-brand', misnamed),
    ...wrong('expiry', 'card-expired', card.expiry < today),
    ...wrong('verification', 'card-verification', code !== undefined && !cvv(code, found?.code.size ?? [3, 4]).isValid),
  ];
}
