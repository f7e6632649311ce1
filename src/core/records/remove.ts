import type { Operation } from '../operation.js';
import type { KeptRecord, RecordKey } from './inputs.js';
import { heldRecord } from './kept.js';
import { erase } from './write.js';

/** The record that was kept; it is gone for good, a customer too. Faults: record-unknown, in-use while others name it. */
export const remove: Operation<RecordKey, KeptRecord> = {
  mode: 'change',
  *run(context, key) {
    const kept = yield* heldRecord(context.tx, key);
    yield* erase(context, key, kept);
    return kept;
  },
};
