import type { Work } from '../change.js';
import type { CustomerTransition } from './model.js';

/** A place in the order of transitions. */
export interface Moment {
  readonly at: string;
  readonly id: number;
}

/** A part of the transitions of customers that are not removed. */
export interface TransitionWindow {
  /** The first instant that counts, and the first that does not any more: UTC ISO-8601 with milliseconds. */
  readonly from: string;
  readonly until: string;
  /** Where the part begins: after this one. */
  readonly after?: Moment | undefined;
  readonly limit: number;
  /** Nobody's but these customers'; anybody's when undefined. */
  readonly among?: ReadonlySet<number> | undefined;
}

/** Transitions as the store keeps them. They are written as records are. */
export interface TransitionRecords {
  /** In order of time, then of id. */
  within(window: TransitionWindow): Work<readonly CustomerTransition[]>;
}
