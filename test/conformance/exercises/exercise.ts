import type { Customer, Json } from '../../../src/core/customers/model.js';
import type { Settings } from '../../../src/dialect/contract.js';
import type { Lens, View } from '../../../src/dialect/lens.js';

/** A request as a client of the dialect writes it. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A customer as the admin plane shows it: where an exercise finds the keys by which its dialect asks. */
export interface Kept {
  readonly id: number;
  readonly removedAt?: string;
  readonly [member: string]: Json | undefined;
}

/** Other settings under which the laws must hold. */
export interface Variant {
  /** What these settings do, after "with". */
  readonly name: string;
  readonly settings: Settings;
  /** Writable members that do not show what is written to them, so that nothing is read back from them. */
  readonly unseen?: readonly string[];
}

/** How the conformance suite talks to one dialect. */
export interface Exercise {
  /** Each creates one customer, and each in another way. */
  readonly creations: readonly Request[];
  readonly read: (customer: Kept) => Request;
  /** Sends back, unchanged, what `read` was answered. */
  readonly update: (customer: Kept, answered: string) => Request;
  /** Whether an answer is one of success. */
  readonly succeeded: (answer: Answer) => boolean;
  readonly variants?: readonly Variant[];
  /** Values of members on which no generator would hit. */
  readonly examples?: Readonly<Record<string, readonly Json[]>>;
  /** The body of an update that holds these members, and back; left out where it is the members themselves. */
  readonly body?: {
    readonly of: (view: View) => unknown;
    readonly view: (body: unknown, lens: Lens<Customer>) => View;
    /** Members that must be there besides those the schema says so of, since they stand deeper in the body. */
    readonly required?: readonly string[];
    /** The XML element. */
    readonly root?: string;
  };
}
