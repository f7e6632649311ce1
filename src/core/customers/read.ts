import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import { within } from './held.js';
import type { Customer } from './model.js';
import type { CustomerKey } from './ports.js';

export interface ReadCustomer {
  readonly key: CustomerKey;
  /** Whether a removed customer is still there for this caller. */
  readonly removed?: boolean;
}

/** One customer by one of its keys. Faults: customer-unknown, customer-out-of-reach. */
export const read: Operation<ReadCustomer, Customer> = {
  mode: 'read',
  *run({ tx, reach }, { key, removed = false }) {
    const customer = yield* tx.customers.find(key);
    if (!customer || (customer.removedAt !== undefined && !removed)) throw new Fault('customer-unknown', { ...key });
    return within(reach, customer);
  },
};
