import type { Work } from './change.js';
import type { Context } from './ports.js';

/** One thing the core can do. A `change` runs alone, all or nothing, and is durable when it answers. */
export interface Operation<In, Out> {
  readonly mode: 'read' | 'change';
  run(context: Context, input: In): Work<Out>;
}
