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

/** Carries a revision out. A path outside its list is a bug of the dialect. */
export function revised<T extends object>(current: T, revision: RevisionOf<NoInfer<T>>): Draft<T> {
  const draft = revision.draft(current);
  for (const path of draft.written) {
    if (!revision.paths.has(path)) throw new Error(`a revision writes ${path}, which its lens does not declare`);
  }
  return draft;
}
