import type { Work } from '../change.js';
import { Fault } from '../fault.js';
import type { Context } from '../ports.js';
import type { Customer } from './model.js';

/** Faults customer-out-of-reach for a customer that exists and this caller may not reach. */
export function within(reach: Context['reach'], customer: Customer): Customer {
  if (reach && !reach.has(customer.id)) throw new Fault('customer-out-of-reach', { key: customer.id });
  return customer;
}

/**
 * A customer, held against other writers until the change ends. Faults: customer-unknown, also for a removed one
 * (`removed` in the details tells them apart) unless those are wanted; customer-out-of-reach.
 */
export function* held({ tx, reach }: Pick<Context, 'tx' | 'reach'>, id: number, withRemoved = false): Work<Customer> {
  const customer = yield* tx.customers.hold(id);
  if (!customer || (customer.removedAt !== undefined && !withRemoved)) {
    throw new Fault('customer-unknown', { key: id, removed: customer !== undefined });
  }
  return within(reach, customer);
}
