/** Whole-life states of a customer, in the words of the billing trade; each dialect maps its own onto them. */
export const customerStatuses = [
  'quote',
  'draft',
  'provisioning',
  'active',
  'overdue1',
  'overdue2',
  'overdue3',
  'suspended1',
  'suspended2',
  'suspended3',
  'inactive1',
  'inactive2',
  'inactive3',
] as const;

export type CustomerStatus = (typeof customerStatuses)[number];

export type CustomerType = 'business' | 'residential';

/** A person or desk one turns to; `''` was cleared on purpose, undefined was never set. */
export interface Contact {
  readonly first?: string;
  readonly middle?: string;
  readonly last?: string;
  readonly phone?: string;
  readonly fax?: string;
  readonly email?: string;
  /** The name it logs in by elsewhere; unique among all contacts of customers that are not removed, letter case apart. */
  readonly login?: string;
}

/** A postal address in parts; `''` was cleared on purpose, undefined was never set. */
export interface Address {
  readonly street?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  readonly country?: string;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The one stored customer. Instants are UTC ISO-8601 with milliseconds. */
export interface Customer {
  /** Positive, 32 bits, never used twice. */
  readonly id: number;
  /** Counts the changes of this customer, from 1. */
  readonly version: number;
  /** Unique among customers that are not removed, letter case apart. */
  readonly number?: string;
  /** Ten digits, unique like `number`; where none was given, it is the id. See `accountNumberOf`. */
  readonly accountNumber?: string;
  /** The customer's name in somebody else's system; unique like `number`. */
  readonly externalReference?: string;
  readonly name?: string;
  readonly type?: CustomerType;
  readonly status: CustomerStatus;
  readonly description?: string;
  /** The user who looks after this customer. */
  readonly userId?: number;
  /** Where an imported record came from: both or neither, unique among customers that are not removed. */
  readonly source?: { readonly table?: string; readonly id?: number };
  readonly contacts?: { readonly primary?: Contact; readonly billing?: Contact; readonly sales?: Contact };
  readonly addresses?: { readonly mailing?: Address; readonly billing?: Address; readonly sales?: Address };
  /** Names the record of kind `bills` that stands for the billing contact and address here. */
  readonly billId?: number;
  readonly terms?: { readonly code?: string; readonly value?: number; readonly unit?: string };
  /** Of what it is charged, ISO 4217; where nobody said, that of the settings. */
  readonly currency?: string;
  /** What only one dialect knows, by dialect. */
  readonly extras?: { readonly [dialect: string]: { readonly [name: string]: Json } };
  readonly createdAt: string;
  readonly updatedAt?: string;
  readonly removedAt?: string;
}
