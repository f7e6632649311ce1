import { within } from '../customers/held.js';
import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import type { Structure } from './model.js';

/** The structures a customer is linked to, in order of id. Faults: customer-unknown. */
export const structures: Operation<{ readonly customerId: number }, readonly Structure[]> = {
  mode: 'read',
  *run({ tx, reach }, { customerId }) {
    const customer = yield* tx.customers.find({ id: customerId });
    if (!customer) throw new Fault('customer-unknown', { key: customerId });
    within(reach, customer);
    return yield* tx.network.structuresOf(customerId);
  },
};
