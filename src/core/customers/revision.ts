import { Draft, type Patch, type Path } from '../patch.js';
import type { Customer } from './model.js';

/** What a caller wants changed, worked out against what is stored inside the transaction. */
export interface RevisionOf<T extends object> {
  /** The only paths it may touch. */
  readonly paths: ReadonlySet<Path>;
  /** What to make of what is stored. Pure: it may be asked more than once. */
  draft<C extends T>(current: C): Draft<C>;
}

export type Revision = RevisionOf<Customer>;

/** The revision that writes this patch, whatever is stored. */
export const exactly = (patch: Patch): RevisionOf<object> => ({
  paths: new Set(patch.map(([path]) => path)),
  draft: (current) => new Draft(current, patch),
});

/** A customer nobody has written anything into yet. */
export const blank: Customer = { id: 0, version: 0, status: 'active', createdAt: '' };

/** What a revision comes to. */
export interface Revised<T> {
  /** The writes that change anything. */
  readonly patch: Patch;
  /** What they make of what is stored. */
  readonly after: T;
}

/** Carries a revision out. A path outside its list is a bug of the dialect. */
export function revised<T extends object>(current: T, revision: RevisionOf<NoInfer<T>>): Revised<T> {
  const draft = revision.draft(current);
  const patch = draft.patch();
  const stray = patch.find(([path]) => !revision.paths.has(path));
  if (stray) throw new Error(`a revision writes ${stray[0]}, which its lens does not declare`);
  return { patch, after: draft.value };
}
