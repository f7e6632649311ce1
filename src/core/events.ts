import type { Patch } from './patch.js';
import type { Actor } from './ports.js';

/** A change as it is kept for ever: what was changed, by whom, when, and into what. No secret is ever in a patch. */
export interface Happening extends Actor {
  /** The kind of thing that changed, such as `customers`. */
  readonly subject: string;
  readonly subjectId: number;
  /** UTC ISO-8601. */
  readonly at: string;
  readonly patch: Patch;
}
