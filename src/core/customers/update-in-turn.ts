import type { Operation } from '../operation.js';
import type { Customer } from './model.js';
import type { Revision } from './revision.js';
import { update } from './update.js';

export interface UpdateCustomerInTurn {
  readonly id: number;
  readonly revisions: readonly Revision[];
}

/**
 * The customer after each of several revisions, every one worked out on what the one before it left; all or nothing.
 * Without revisions nothing is asked, not even whether there is such a customer. Faults: those of an update.
 */
export const updateInTurn: Operation<UpdateCustomerInTurn, readonly Customer[]> = {
  mode: 'change',
  *run(context, { id, revisions }) {
    const states: Customer[] = [];
    for (const revision of revisions) states.push(yield* update.run(context, { id, revision }));
    return states;
  },
};
