import type { Codec } from './codec.js';

/** An answer before it is bytes. */
export interface Reply {
  readonly status: number;
  /** name, value, name, value … in the order and letter case of the wire. */
  readonly headers?: readonly string[];
  /** What the codec writes; undefined sends no body. */
  readonly body?: unknown;
  /** What the codec writes as a list, one by one, while it comes in; instead of `body`. */
  readonly items?: AsyncIterable<unknown>;
  /** The XML element that holds `body`. */
  readonly root?: string;
  /** Overrides the negotiated codec. */
  readonly codec?: Codec;
}
