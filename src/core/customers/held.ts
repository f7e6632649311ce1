import type { Work } from '../change.js';
import { Fault } from '../fault.js';
import type { Context } from '../ports.js';
import type { Customer } from './model.js';
import type { CustomerKey } from './ports.js';

/** Faults customer-out-of-reach for a customer that exists and this caller may not reach. */
export function within(reach: Context['reach'], customer: Customer): Customer {
  if (reach && !reach.has(customer.id)) throw new Fault('customer-out-of-reach', { key: customer.id });
  return customer;
}

/** The customer by a key, held; nobody where it is not its key any more by the time it is. */
function* holdBy(tx: Context['tx'], key: CustomerKey): Work<Customer | undefined> {
  if ('id' in key) return yield* tx.customers.hold(key.id);
  const found = yield* tx.customers.find(key);
  const customer = found && (yield* tx.customers.hold(found.id));
  const still = customer && (yield* tx.customers.find(key));
  return still?.id === customer?.id ? customer : undefined;
}

/**
 * A customer by its id or another of its keys, held against other writers until the change ends. Faults: customer-unknown, also for a removed one
 * (`removed` in the details tells them apart) unless those are wanted; customer-out-of-reach.
 */
export function* held(
  { tx, reach }: Pick<Context, 'tx' | 'reach'>,
  whom: number | CustomerKey,
  withRemoved = false,
): Work<Customer> {
  const key = typeof whom === 'number' ? { id: whom } : whom;
  const customer = yield* holdBy(tx, key);
  if (!customer || (customer.removedAt !== undefined && !withRemoved)) {
    throw new Fault('customer-unknown', { ...('id' in key ? { key: key.id } : key), removed: customer !== undefined });
  }
  return within(reach, customer);
}
