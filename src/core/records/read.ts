import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import type { KeptRecord, RecordKey } from './inputs.js';
import { recordsOf } from './kept.js';

/** One record; a removed customer too. Faults: record-unknown. */
export const read: Operation<RecordKey, KeptRecord> = {
  mode: 'read',
  *run({ tx }, { kind, id }) {
    const record = yield* recordsOf(tx, kind).find(id);
    if (!record) throw new Fault('record-unknown', { key: id });
    return record;
  },
};
