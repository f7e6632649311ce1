declare const step: unique symbol;

/** One thing asked of the store in the middle of a work; only the store knows what it holds. */
export interface Step {
  readonly [step]: true;
}

/**
 * A piece of work on the store, as a generator: each `yield*` of a record port asks one thing and gets its answer.
 * Nothing else can be awaited inside. It may run more than once, so it touches nothing but what it is given.
 */
export type Work<T> = Generator<Step, T, unknown>;
