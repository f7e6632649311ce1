import { Fault } from '../../../src/core/fault.js';
import type { Means, Preference } from '../../../src/core/payments/model.js';
import { isDay } from '../wire/dates.js';
import type { BluPaymentMethodDTO } from '../wire/generated.js';
import { createReader, defined, like, type Element, type Reader, type TextForm } from './elements.js';
import { refuse } from './parameters.js';

/** A payment method as a client gave it. */
export interface GivenMethod {
  readonly preference: Preference;
  readonly means: Means;
  readonly verification?: string;
}

const preference = like('range', /^[123]$/, '1] to [3');
const cardNumber = like('creditCard', /^\d{12,19}$/);
const expiry: TextForm = { rule: 'typeMismatch', fits: isDay, limit: 'Date' };
const verification = like('matches', /^\d{3,4}$/, '3 or 4 digits');
const routingNumber = like('matches', /^\d{9}$/, '9 digits');
const accountNumber = like('matches', /^\d{4,17}$/, '4 to 17 digits');
/** Shown as it is written, so that it cannot be a number in the wrong place. */
const brand = like('matches', /^[A-Za-z][A-Za-z .-]{0,39}$/, 'letters');

function addressOf(given: Element) {
  const { optional, problems } = createReader('billingAddress', given);
  const streets = [optional('street1'), optional('street2')].filter((street) => street !== undefined);
  const address = defined({
    street: streets.length > 0 ? streets.join(', ') : undefined,
    city: optional('city'),
    state: optional('state'),
    postalCode: optional('zip'),
    country: optional('country'),
  });
  return { address, problems };
}

/** Digits may be written in groups, as on the card. */
const ungrouped = (element: Element): Element =>
  typeof element['cardNumber'] === 'string'
    ? { ...element, cardNumber: element['cardNumber'].replaceAll(/[ -]/g, '') }
    : element;

function cardOf({ optional, required, problems }: Reader, element: Element): Means {
  const { address, problems: further } = addressOf((element['billingAddress'] ?? {}) as Element);
  problems.push(...further);
  return {
    type: 'credit-card',
    number: required('cardNumber', cardNumber),
    expiry: required('expiry', expiry),
    ...defined({ brand: optional('cardType', brand), holder: optional('cardholderName') }),
    ...(Object.keys(address).length > 0 && { address }),
  };
}

const accountOf = ({ optional, required }: Reader): Means => ({
  type: 'ach',
  routingNumber: required('routingNumber', routingNumber),
  accountNumber: required('accountNumber', accountNumber),
  ...defined({
    bankName: optional('bankName'),
    accountType: optional('accountType'),
    holder: optional('accountHolderName'),
  }),
});

interface Type {
  /** The word of the attribute `type`. */
  readonly word: string;
  readonly element: Exclude<keyof BluPaymentMethodDTO, '@type'>;
  readonly means: (reader: Reader, element: Element) => Means;
}

/** "One of creditCardPaymentMethod, achPaymentMethod, tokenPaymentMethod, checkPaymentMethod, or cashPaymentMethod." */
export const types: { readonly [T in Means['type']]: Type } = {
  'credit-card': { word: 'CreditCard', element: 'creditCardPaymentMethod', means: cardOf },
  ach: { word: 'ACH', element: 'achPaymentMethod', means: accountOf },
  token: {
    word: 'Token',
    element: 'tokenPaymentMethod',
    means: ({ required }) => ({ type: 'token', token: required('token') }),
  },
  check: { word: 'Check', element: 'checkPaymentMethod', means: () => ({ type: 'check' }) },
  cash: { word: 'Cash', element: 'cashPaymentMethod', means: () => ({ type: 'cash' }) },
};

/** The one method in a DTO, whose type must be that of its element where it has one. Faults: invalid. */
function typeOf(dto: BluPaymentMethodDTO): Type {
  const [type, ...more] = Object.values(types).filter(({ element }) => dto[element] !== undefined);
  if (!type || more.length > 0) return refuse('paymentMethodDTO', 'onePaymentMethod');
  const word = dto['@type']?.trim();
  if (word && word.toLowerCase() !== type.word.toLowerCase()) return refuse('paymentMethodDTO', 'paymentMethodType');
  return type;
}

/** The method in a DTO; nothing of it is checked but its form. Faults: invalid, with every problem at once. */
export function methodIn(dto: BluPaymentMethodDTO): GivenMethod {
  const { element: name, means } = typeOf(dto);
  const given = dto[name] as unknown;
  const element = ungrouped(typeof given === 'object' && given !== null ? (given as Element) : {});
  const reader = createReader(name, element);
  const place = Number(reader.required('autopayPreference', preference)) as Preference;
  const method = means(reader, element);
  const code = method.type === 'credit-card' ? reader.optional('cvv', verification) : undefined;
  if (reader.problems.length > 0) throw new Fault('invalid', { problems: reader.problems });
  return { preference: place, means: method, ...(code !== undefined && { verification: code }) };
}
