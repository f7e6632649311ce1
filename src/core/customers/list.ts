import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import type { Customer } from './model.js';
import type { CustomerCriteria } from './ports.js';

export interface ListCustomers {
  readonly criteria: CustomerCriteria;
  readonly limit: number;
}

/** The customers that fit, in order of id. Faults: structure-unknown. */
export const list: Operation<ListCustomers, readonly Customer[]> = {
  mode: 'read',
  *run({ tx, reach }, { criteria, limit }) {
    if ('structureId' in criteria && (yield* tx.network.existing([criteria.structureId])).size === 0) {
      throw new Fault('structure-unknown', { key: criteria.structureId });
    }
    const found = yield* tx.customers.list(criteria, limit);
    return reach ? found.filter(({ id }) => reach.has(id)) : found;
  },
};
