import type { Work } from '../change.js';
import type { Kinds } from '../records/kinds.js';
import type { CodeKind } from './model.js';

/** Tables of codes as the store keeps them. */
export interface CodeRecords {
  /** The row of this code, letter case apart. */
  find<K extends CodeKind>(kind: K, code: string): Work<Kinds[K] | undefined>;
}
