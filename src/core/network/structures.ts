import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import type { Structure } from './model.js';

/** The structures a customer is linked to, in order of id. Faults: customer-unknown. */
export const structures: Operation<{ readonly customerId: number }, readonly Structure[]> = {
  mode: 'read',
  *run({ tx }, { customerId }) {
    if (!(yield* tx.customers.find({ id: customerId }))) throw new Fault('customer-unknown', { key: customerId });
    return yield* tx.network.structuresOf(customerId);
  },
};
