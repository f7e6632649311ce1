import type { Work } from './change.js';
import type { Operation, Procedure } from './operation.js';
import { nothingOutside, type Outside } from './outside.js';
import type { Actor, Clock, Ids, Transaction } from './ports.js';

/** What runs works: see the store. */
export interface Runner {
  read<T>(work: (tx: Transaction) => Work<T>): T | Promise<T>;
  change<T>(work: (tx: Transaction) => Work<T>): Promise<T>;
  add<T>(work: (tx: Transaction) => Work<T>): Promise<T>;
}

/** The core as something that can be asked to do things: an operation, its input, and who wants it. */
export type Core = <In, Out>(
  operation: Operation<In, Out> | Procedure<In, Out>,
  input: In,
  actor: Actor,
  reach?: ReadonlySet<number>,
) => Out | Promise<Out>;

/** Has an operation done on behalf of whoever was given this; its events call it by the name given. */
export type Perform = <In, Out>(
  name: string,
  operation: Operation<In, Out> | Procedure<In, Out>,
  input: In,
) => Promise<Out>;

type Asked = <In, Out>(asked: Operation<In, Out>, input: In, actor: Actor, reach: Reach) => Out | Promise<Out>;
type Reach = ReadonlySet<number> | undefined;

/** A core over a store, a clock, a source of ids, and what there is besides the store. */
export function createCore(store: Runner, clock: Clock, ids: Ids, outside: Outside = nothingOutside): Core {
  const perform: Asked = (operation, input, actor, reach) =>
    store[operation.mode]((tx) => operation.run({ tx, clock, ids, actor, reach }, input));
  return (operation, input, actor, reach) =>
    operation.mode === 'procedure'
      ? operation.run(
          { clock, ids, outside, perform: async (asked, given) => perform(asked, given, actor, reach) },
          input,
        )
      : perform(operation, input, actor, reach);
}
