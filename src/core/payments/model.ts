import type { Address } from '../customers/model.js';

/** The order in which a customer's methods are tried; each has one method at most. */
export const preferences = [1, 2, 3] as const;

export type Preference = (typeof preferences)[number];

/** A card as its holder gave it. */
export interface Card {
  readonly type: 'credit-card';
  /** Digits only. */
  readonly number: string;
  /** The last day it is good, `YYYY-MM-DD`. */
  readonly expiry: string;
  readonly brand?: string;
  readonly holder?: string;
  readonly address?: Address;
}

/** A bank account that money is drawn from through the Automated Clearing House. */
export interface BankAccount {
  readonly type: 'ach';
  readonly routingNumber: string;
  readonly accountNumber: string;
  readonly bankName?: string;
  readonly accountType?: string;
  readonly holder?: string;
}

/** What a payment gateway gave for a method that it keeps itself. */
export interface Token {
  readonly type: 'token';
  readonly token: string;
}

/** What a charge is made with: secrets, which are sealed before they are kept and never shown. */
export type Payable = Card | BankAccount | Token;

/** A promise to pay by other means; recorded, never charged. */
export interface OtherMeans {
  readonly type: 'check' | 'cash';
}

/** What a customer pays with, as it is given. */
export type Means = Payable | OtherMeans;

/** As much of a method as anybody is shown. */
export interface MaskedMethod {
  readonly preference: Preference;
  readonly type: Means['type'];
  readonly brand?: string;
  readonly lastFour?: string;
  /** `YYYY-MM-DD`. */
  readonly expiry?: string;
}

/** A method as it is kept. */
export interface PaymentMethod extends MaskedMethod {
  readonly customerId: number;
  /** When it was given, UTC ISO-8601; undefined for one that was kept before that was noted. */
  readonly keptAt?: string;
  /** The payable as the vault sealed it, for `methodPlace`; none for other means. */
  readonly sealed?: string;
}

/** Where a method's secret belongs. */
export const methodPlace = ({ customerId, preference }: Pick<PaymentMethod, 'customerId' | 'preference'>): string =>
  `customers/${customerId}/payment-methods/${preference}`;
