import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import { held } from './held.js';
import type { Customer } from './model.js';
import { noted } from './noted.js';

export interface RemoveCustomer {
  readonly id: number;
}

/**
 * The customer, now removed: its number and references are free again, its services, features and service numbers are
 * disconnected as of now, its structures unlinked. Faults: customer-unknown (removed ones too, with `removed` in the details),
 * customer-on-line-card.
 */
export const remove: Operation<RemoveCustomer, Customer> = {
  mode: 'change',
  *run({ tx, clock, actor, reach }, { id }) {
    const current = yield* held({ tx, reach }, id);
    if (yield* tx.network.onLineCard(id)) throw new Fault('customer-on-line-card', { key: id });
    const at = new Date(clock.now()).toISOString();
    const gone = { ...current, version: current.version + 1, updatedAt: at, removedAt: at };
    yield* tx.network.disconnect(id, at);
    yield* tx.network.unlink(id, [...(yield* tx.network.linked(id))]);
    yield* tx.customers.save(gone);
    yield* noted({ tx, actor }, { before: current, after: gone, at, patch: [['removedAt', at]] });
    return gone;
  },
};
