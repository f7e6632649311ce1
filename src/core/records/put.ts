import type { Work } from '../change.js';
import type { Operation } from '../operation.js';
import type { Context } from '../ports.js';
import type { Outcome, WriteRecord } from './inputs.js';
import { heldIfKept } from './kept.js';
import { add, rewrite } from './write.js';

function* putOne(context: Context, input: WriteRecord): Work<Outcome> {
  const kept = yield* heldIfKept(context.tx, { kind: input.kind, id: input.record.id });
  if (kept === undefined) {
    yield* add(context, input);
    return 'created';
  }
  return (yield* rewrite(context, input, kept)) === kept ? 'same' : 'changed';
}

/** Sees to it that a record is kept as given; doing it twice is doing it once. Faults as creation. */
export const put: Operation<WriteRecord, Outcome> = {
  mode: 'change',
  *run(context, input) {
    return yield* putOne(context, input);
  },
};

/** Puts many, in the order given, all or none. Faults as creation. */
export const putAll: Operation<{ readonly records: readonly WriteRecord[] }, readonly Outcome[]> = {
  mode: 'change',
  *run(context, { records }) {
    const outcomes: Outcome[] = [];
    for (const record of records) outcomes.push(yield* putOne(context, record));
    return outcomes;
  },
};
