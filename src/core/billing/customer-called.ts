import type { Work } from '../change.js';
import { within } from '../customers/held.js';
import type { Customer } from '../customers/model.js';
import type { CustomerKey } from '../customers/ports.js';
import { Fault } from '../fault.js';
import type { Context } from '../ports.js';

/** The customer with this key, who is not removed. Faults: customer-unknown, customer-out-of-reach. */
export function* customerCalled({ tx, reach }: Pick<Context, 'tx' | 'reach'>, key: CustomerKey): Work<Customer> {
  const customer = yield* tx.customers.find(key);
  if (!customer || customer.removedAt !== undefined) throw new Fault('customer-unknown', { ...key });
  return within(reach, customer);
}
