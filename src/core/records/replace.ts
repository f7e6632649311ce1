import type { Operation } from '../operation.js';
import type { KeptRecord, WriteRecord } from './inputs.js';
import { heldRecord } from './kept.js';
import { rewrite } from './write.js';

/**
 * The record with that id, now as given: a member left out is taken away, but a customer's status, number and creation.
 * Faults: record-unknown and those of creation.
 */
export const replace: Operation<WriteRecord, KeptRecord> = {
  mode: 'change',
  *run(context, input) {
    const kept = yield* heldRecord(context.tx, { kind: input.kind, id: input.record.id });
    return yield* rewrite(context, input, kept);
  },
};
