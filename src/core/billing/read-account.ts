import { within } from '../customers/held.js';
import type { ReadCustomer } from '../customers/read.js';
import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import type { Account } from './ports.js';

/** One customer by one of its keys, with its financials. Faults: customer-unknown, customer-out-of-reach. */
export const readAccount: Operation<ReadCustomer, Account> = {
  mode: 'read',
  *run({ tx, reach }, { key, removed = false }) {
    const account = yield* tx.billing.account(key);
    if (!account || (account.customer.removedAt !== undefined && !removed)) {
      throw new Fault('customer-unknown', { ...key });
    }
    within(reach, account.customer);
    return account;
  },
};
