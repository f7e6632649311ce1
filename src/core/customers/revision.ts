import { same, reader, type Patch, type Path } from '../patch.js';
import type { Customer } from './model.js';

/** What a caller wants changed, worked out against what is stored inside the transaction. */
export interface RevisionOf<T> {
  /** The only paths it may touch. */
  readonly paths: ReadonlySet<Path>;
  /** What to write, given what is stored. Pure: it may be asked more than once. */
  patch(current: T): Patch;
}

export type Revision = RevisionOf<Customer>;

/** A customer nobody has written anything into yet. */
export const blank: Customer = { id: 0, version: 0, status: 'active', createdAt: '' };

/** The revision's patch, without writes that change nothing. A path outside its list is a bug of the dialect. */
export function revised<T extends object>(current: T, revision: RevisionOf<T>): Patch {
  const patch = revision.patch(current).filter(([path, value]) => !same(reader(path)(current), value));
  const stray = patch.find(([path]) => !revision.paths.has(path));
  if (stray) throw new Error(`a revision writes ${stray[0]}, which its lens does not declare`);
  return patch;
}
