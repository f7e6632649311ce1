import type { Work } from './change.js';
import type { Outside } from './outside.js';
import type { Clock, Context, Ids } from './ports.js';

/** One thing the core can do. A `change` runs alone, all or nothing, and is durable when it answers. */
export interface Operation<In, Out> {
  readonly mode: 'read' | 'change';
  run(context: Context, input: In): Work<Out>;
}

/** What a procedure has at hand. */
export interface Desk {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly outside: Outside;
  /** Has an operation done for the caller of the procedure. */
  perform<In, Out>(operation: Operation<In, Out>, input: In): Promise<Out>;
}

/**
 * Something that waits for others than the store, between operations and never inside one. Each operation it performs is
 * all or nothing; the procedure as a whole is not.
 */
export interface Procedure<In, Out> {
  readonly mode: 'procedure';
  run(desk: Desk, input: In): Promise<Out>;
}
