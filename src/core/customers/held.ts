import type { Work } from '../change.js';
import { Fault } from '../fault.js';
import type { Transaction } from '../ports.js';
import type { Customer } from './model.js';

/**
 * A customer, held against other writers until the change ends. Faults: customer-unknown, also for a removed one
 * (`removed` in the details tells them apart) unless those are wanted.
 */
export function* held(tx: Transaction, id: number, withRemoved = false): Work<Customer> {
  const customer = yield* tx.customers.hold(id);
  if (!customer || (customer.removedAt !== undefined && !withRemoved)) {
    throw new Fault('customer-unknown', { key: id, removed: customer !== undefined });
  }
  return customer;
}
