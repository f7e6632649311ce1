import type { Work } from '../change.js';
import { addressProblems } from '../customers/address-validator.js';
import { create, type CreateCustomer } from '../customers/create.js';
import type { Address, Customer } from '../customers/model.js';
import { update, type UpdateCustomer } from '../customers/update.js';
import { setPasswords } from '../logins/keep.js';
import { contactRoles, type PasswordHashes, type Passwords } from '../logins/model.js';
import type { Desk, Operation, Procedure } from '../operation.js';
import type { Context } from '../ports.js';
import { noFinancials } from './model.js';
import type { Account } from './ports.js';

/** Passwords as they are kept: hashed before the change begins. */
export interface WithHashes {
  readonly hashes: PasswordHashes;
}

/** What takes its time, and is not part of the change. */
export interface Besides {
  /** What contacts are to log in with; they have or are given a login. */
  readonly passwords?: Passwords;
  /** The address that is validated once the customer is kept; none without it. */
  readonly addressOf?: (customer: Customer) => Address;
}

/** What came of validating the address of who is kept. */
export interface Validated {
  /** What is wrong with the address, in sentences for people. */
  readonly addressProblems: readonly string[];
}

/** An account as a change has left it. */
export type ChangedAccount = Account & Validated;

function* accountOf(context: Context, customer: Customer, { hashes }: WithHashes): Work<Account> {
  yield* setPasswords(context, customer, hashes);
  const balance = yield* context.tx.billing.balanceOf(customer.id);
  return { customer, financials: balance?.financials ?? noFinancials };
}

/** A new customer with the logins of its contacts. */
export const created: Operation<CreateCustomer & WithHashes, Account> = {
  mode: 'add',
  *run(context, { hashes, ...input }) {
    const customer = yield* create.run(context, input);
    yield* setPasswords(context, customer, hashes);
    return { customer, financials: noFinancials };
  },
};

const updated: Operation<UpdateCustomer & WithHashes, Account> = {
  mode: 'change',
  *run(context, { hashes, ...input }) {
    return yield* accountOf(context, yield* update.run(context, input), { hashes });
  },
};

/** The hashes of passwords, which take their time: so they are made before anything is held. */
export async function hashesOf({ outside }: Desk, passwords: Passwords): Promise<PasswordHashes> {
  const hashes: { -readonly [R in keyof PasswordHashes]: string } = {};
  for (const role of contactRoles) {
    const password = passwords[role];
    if (password !== undefined) hashes[role] = await outside.hashed(password);
  }
  return hashes;
}

/** What is wrong with the address keeps nobody from being kept. */
export async function validated<K extends { readonly customer: Customer }>(
  desk: Desk,
  kept: K,
  addressOf: Besides['addressOf'],
): Promise<K & Validated> {
  return { addressProblems: addressOf ? await addressProblems(desk, () => addressOf(kept.customer)) : [], ...kept };
}

/** A new customer with its financials, which are nothing yet. Faults: those of creation; invalid for a password without a login. */
export const createAccount: Procedure<CreateCustomer & Besides, ChangedAccount> = {
  mode: 'procedure',
  async run(desk, { passwords = {}, addressOf, ...input }) {
    const account = await desk.perform(created, { hashes: await hashesOf(desk, passwords), ...input });
    return validated(desk, account, addressOf);
  },
};

/** The customer after the revision, with its financials. Faults: those of an update; invalid for a password without a login. */
export const updateAccount: Procedure<UpdateCustomer & Besides, ChangedAccount> = {
  mode: 'procedure',
  async run(desk, { passwords = {}, addressOf, ...input }) {
    const account = await desk.perform(updated, { hashes: await hashesOf(desk, passwords), ...input });
    return validated(desk, account, addressOf);
  },
};
