import type { Work } from '../change.js';
import { Fault, type Problem } from '../fault.js';
import type { Entry, Patch, Path } from '../patch.js';
import type { Transaction } from '../ports.js';
import { folded } from '../text-keys.js';
import type { CodeKind } from './model.js';

/** A path that holds a code of a table. */
export interface CodeUse {
  readonly path: Path;
  readonly kind: CodeKind;
  /** What whoever writes it calls it. */
  readonly member: string;
  /** A code that needs no row: the product's own for "none". */
  readonly except?: string;
  /** Where the row's id is kept beside its code. */
  readonly idPath?: Path;
}

/**
 * The patch with the ids of the codes it writes. Codes that it does not write are not asked about: another vendor may have
 * written them. Faults: code-unknown with a problem for every code that has no row.
 */
export function* lookedUp(tx: Transaction, patch: Patch, uses: readonly CodeUse[]): Work<Patch> {
  const problems: Problem[] = [];
  const ids: Entry[] = [];
  for (const { path, kind, member, except, idPath } of uses) {
    const entry = patch.find(([written]) => written === path);
    if (!entry) continue;
    const code = entry[1];
    const row = typeof code === 'string' ? yield* tx.codes.find(kind, code) : undefined;
    const named = typeof code === 'string' && (except === undefined || folded(code) !== folded(except));
    if (named && !row) problems.push({ member, rule: 'exists', value: code });
    if (idPath !== undefined) ids.push([idPath, row?.id]);
  }
  if (problems.length > 0) throw new Fault('code-unknown', { problems });
  return ids.length === 0 ? patch : [...patch, ...ids];
}
