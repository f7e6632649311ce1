import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import { held } from './held.js';
import type { Customer } from './model.js';
import { noted } from './noted.js';

export interface ReactivateCustomer {
  readonly id: number;
}

/**
 * A removed customer, back among the living; what its removal disconnected stays so. Faults: customer-unknown,
 * customer-not-removed, and number-taken, account-number-taken, reference-taken or source-taken when another has them by
 * now.
 */
export const reactivate: Operation<ReactivateCustomer, Customer> = {
  mode: 'change',
  *run({ tx, clock, actor, reach }, { id }) {
    const current = yield* held({ tx, reach }, id, true);
    if (current.removedAt === undefined) throw new Fault('customer-not-removed', { key: id });
    const at = new Date(clock.now()).toISOString();
    const { removedAt: _gone, ...customer } = current;
    const back = { ...customer, version: current.version + 1, updatedAt: at };
    yield* tx.customers.save(back);
    yield* noted({ tx, actor }, { before: current, after: back, at, patch: [['removedAt', undefined]] });
    return back;
  },
};
