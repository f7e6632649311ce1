import { joined } from '../joined.js';
import type { Operation } from '../operation.js';
import type { Entry } from '../patch.js';
import { held } from './held.js';
import type { Customer } from './model.js';
import { noted } from './noted.js';
import type { CustomerKey } from './ports.js';
import { revised, type Revision } from './revision.js';
import { checked } from './rules.js';

/** A key of the customer, and what is to become of it. */
export type UpdateCustomer = CustomerKey & {
  readonly revision: Revision;
  /** Whether a removed customer may be changed. */
  readonly removed?: boolean;
};

/**
 * The customer after the revision. A revision that changes nothing writes nothing: no event, no modified date. A number
 * taken away is replaced by a new one. Faults: customer-unknown and those of creation.
 */
export const update: Operation<UpdateCustomer, Customer> = {
  mode: 'change',
  *run({ tx, clock, ids, actor, reach }, { revision, removed = false, ...key }) {
    const current = yield* held({ tx, reach }, key, removed);
    const draft = revised(current, revision);
    const asked = draft.patch();
    if (asked.length === 0) return current;
    const at = new Date(clock.now()).toISOString();
    const isTakenAway = current.number !== undefined && draft.value.number === undefined;
    const number = isTakenAway ? ids.number() : draft.value.number;
    const patch = asked.map(([path, value]): Entry => [path, path === 'number' ? number : value]);
    const dated = { version: current.version + 1, updatedAt: at };
    const next = joined(draft.value, number === undefined ? dated : { number, ...dated });
    yield* checked(next, tx);
    yield* tx.customers.save(next);
    yield* noted({ tx, actor }, { before: current, after: next, at, patch });
    return next;
  },
};
