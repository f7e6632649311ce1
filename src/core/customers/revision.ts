import { same, reader, type Patch, type Path } from '../patch.js';
import type { Customer } from './model.js';

/** What a caller wants changed, worked out against the customer as it is inside the transaction. */
export interface Revision {
  /** The only paths it may touch. */
  readonly paths: ReadonlySet<Path>;
  /** What to write, given the customer as stored. Pure: it may be asked more than once. */
  patch(current: Customer): Patch;
}

/** A customer nobody has written anything into yet. */
export const blank: Customer = { id: 0, version: 0, status: 'active', createdAt: '' };

/** The revision's patch, without writes that change nothing. A path outside its list is a bug of the dialect. */
export function revised(current: Customer, revision: Revision): Patch {
  const patch = revision.patch(current).filter(([path, value]) => !same(reader(path)(current), value));
  const stray = patch.find(([path]) => !revision.paths.has(path));
  if (stray) throw new Error(`a revision writes ${stray[0]}, which its lens does not declare`);
  return patch;
}
