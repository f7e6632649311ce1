import type { Work } from '../change.js';

/** Records of one kind, kept by id. */
export interface Records<R extends { readonly id: number }> {
  find(id: number): Work<R | undefined>;
  /** In order of id, from the one after `after`, `limit` at most. */
  list(after: number, limit: number): Work<readonly R[]>;
  /** Keeps a new record, giving it an id unless it has one. Faults: id-taken and the kind's own constraints. */
  insert(record: Omit<R, 'id'> & { readonly id?: number }): Work<R>;
  save(record: R): Work<void>;
  /** Faults: in-use while other records name it. */
  remove(id: number): Work<void>;
}
