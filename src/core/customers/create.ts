import { linkAll } from '../network/link.js';
import type { Operation } from '../operation.js';
import { whole } from '../patch.js';
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
  mode: 'add',
  *run({ tx, clock, ids, actor }, { revision, structureIds = [] }) {
    const at = new Date(clock.now()).toISOString();
    const { value } = revised(blank, revision);
    yield* checked(value, tx);
    const { id: _unknown, version: _none, number = ids.number(), createdAt: _never, ...rest } = value;
    const made = { createdAt: at, number, ...rest };
    const created = yield* tx.customers.insert({ version: 1, ...made });
    yield* noted({ tx, actor }, { after: created, at, patch: whole(made) });
    yield* linkAll({ tx, actor, at }, created.id, structureIds);
    return created;
  },
};
