import type { Operation } from '../operation.js';
import type { CreateRecord, KeptRecord } from './inputs.js';
import { add } from './write.js';

/** A new record. Faults: reference-missing, source-incomplete, invalid, id-taken and the kind's constraints. */
export const create: Operation<CreateRecord, KeptRecord> = {
  mode: 'change',
  *run(context, input) {
    return yield* add(context, input);
  },
};
