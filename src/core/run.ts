import type { Work } from './change.js';
import type { Operation } from './operation.js';
import type { Actor, Clock, Ids, Transaction } from './ports.js';

/** What runs works: see the store. */
export interface Runner {
  read<T>(work: (tx: Transaction) => Work<T>): T | Promise<T>;
  change<T>(work: (tx: Transaction) => Work<T>): Promise<T>;
}

/** The core as something that can be asked to do things: an operation, its input, and who wants it. */
export type Core = <In, Out>(
  operation: Operation<In, Out>,
  input: In,
  actor: Actor,
  reach?: ReadonlySet<number>,
) => Out | Promise<Out>;

/** A core over a store, a clock and a source of ids. */
export const createCore =
  (store: Runner, clock: Clock, ids: Ids): Core =>
  (operation, input, actor, reach) =>
    store[operation.mode]((tx) => operation.run({ tx, clock, ids, actor, reach }, input));
