import type { Work } from './change.js';
import type { Outside } from './outside.js';
import type { Clock, Context, Ids } from './ports.js';

/**
 * One thing the core can do. A `change` runs alone, all or nothing, and is durable when it answers. So is an `add`, which
 * writes nothing that stood before, and is refused by a constraint where another one was faster, so that others may run
 * beside it.
 */
export interface Operation<In, Out> {
  readonly mode: 'read' | 'change' | 'add';
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

/** What each of some operations takes and gives, by their names. */
export type Signatures<All> = {
  readonly [O in keyof All]: All[O] extends Operation<infer In, infer Out> | Procedure<infer In, infer Out>
    ? { readonly in: In; readonly out: Out }
    : never;
};

/** Runs one of some operations on behalf of whoever was given this. */
export type Runner<All> = <O extends keyof All>(
  operation: O,
  input: Signatures<All>[O]['in'],
) => Promise<Signatures<All>[O]['out']>;
