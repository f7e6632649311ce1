import type { Operation } from '../operation.js';
import type { KeptRecord, ListRecords } from './inputs.js';
import { recordsOf } from './kept.js';

/** Records of one kind, in order of id; removed customers too. */
export const list: Operation<ListRecords, readonly KeptRecord[]> = {
  mode: 'read',
  *run({ tx }, { kind, after, limit }) {
    return yield* recordsOf(tx, kind).list(after, limit);
  },
};
