import type { Work } from '../change.js';
import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import type { Transaction } from '../ports.js';
import { held } from './held.js';
import type { Customer } from './model.js';
import { noted } from './noted.js';
import type { CustomerKey } from './ports.js';

/** What keeps a customer from being removed; vendors differ in it. */
export type Obstacle = 'line-card' | 'transactions';

/** A key of the customer, and what keeps it. */
export type RemoveCustomer = CustomerKey & { readonly unless?: Obstacle };

function* clear(tx: Transaction, id: number, unless: Obstacle | undefined): Work<void> {
  if (unless === 'line-card' && (yield* tx.network.onLineCard(id))) {
    throw new Fault('customer-on-line-card', { key: id });
  }
  if (unless === 'transactions' && (yield* tx.billing.hasTransactions(id))) {
    throw new Fault('customer-has-transactions', { key: id });
  }
}

/**
 * The customer, now removed: its number and references are free again, its services, features and service numbers are
 * disconnected as of now, its structures unlinked, what it paid with forgotten. Faults: customer-unknown (removed ones too,
 * with `removed` in the details), customer-on-line-card, customer-has-transactions.
 */
export const remove: Operation<RemoveCustomer, Customer> = {
  mode: 'change',
  *run({ tx, clock, actor, reach }, { unless, ...key }) {
    const current = yield* held({ tx, reach }, key);
    const { id } = current;
    yield* clear(tx, id, unless);
    const at = new Date(clock.now()).toISOString();
    const gone = { ...current, version: current.version + 1, updatedAt: at, removedAt: at };
    yield* tx.network.disconnect(id, at);
    yield* tx.network.unlink(id, [...(yield* tx.network.linked(id))]);
    yield* tx.paymentMethods.erase(id);
    yield* tx.customers.save(gone);
    yield* noted({ tx, actor }, { before: current, after: gone, at, patch: [['removedAt', at]] });
    return gone;
  },
};
