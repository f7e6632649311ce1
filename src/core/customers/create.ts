import { linkAll } from '../network/link.js';
import type { Operation } from '../operation.js';
import { applied } from '../patch.js';
import type { Customer } from './model.js';
import { noted } from './noted.js';
import { blank, revised, type Revision } from './revision.js';
import { checked } from './rules.js';

export interface CreateCustomer {
  readonly revision: Revision;
  readonly structureIds?: readonly number[];
}

/**
 * A new customer, linked to the structures given; all or nothing. Without a number it is given one.
 * Faults: invalid, source-incomplete, user-unknown, structure-unknown, number-taken, account-number-taken,
 * reference-taken, source-taken.
 */
export const create: Operation<CreateCustomer, Customer> = {
  mode: 'change',
  *run({ tx, clock, ids, actor }, { revision, structureIds = [] }) {
    const at = new Date(clock.now()).toISOString();
    const patch = [...revised(blank, revision)];
    if (!patch.some(([path]) => path === 'number')) patch.push(['number', ids.number()]);
    const { id: _unknown, ...customer } = { ...applied(blank, patch), version: 1, createdAt: at };
    yield* checked({ ...customer, id: 0 }, tx);
    const created = yield* tx.customers.insert(customer);
    yield* noted({ tx, actor }, { after: created, at, patch });
    yield* linkAll({ tx, actor, at }, created.id, structureIds);
    return created;
  },
};
