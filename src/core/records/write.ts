import type { Work } from '../change.js';
import { difference, same } from '../patch.js';
import type { Context } from '../ports.js';
import { complete } from './complete.js';
import type { CreateRecord, KeptRecord, RecordKey, WriteRecord } from './inputs.js';
import { recordsOf } from './kept.js';
import type { CustomerRecord } from './kinds.js';
import { checkedRecord } from './rules.js';

/** Writes down what became of a record; undefined on either side where there is none. */
export function* noted(
  { tx, clock, actor }: Context,
  { kind, id }: RecordKey,
  before: KeptRecord | undefined,
  after: KeptRecord | undefined,
): Work<void> {
  const patch = difference({ ...before, id }, { ...after, id });
  yield* tx.happened({ ...actor, subject: kind, subjectId: id, at: new Date(clock.now()).toISOString(), patch });
}

/** Keeps a new record. Faults: reference-missing, source-incomplete, invalid, id-taken and the kind's constraints. */
export function* add(context: Context, { kind, record }: CreateRecord): Work<KeptRecord> {
  const whole = complete(context, kind, record);
  yield* checkedRecord(context.tx, kind, whole);
  const created = yield* recordsOf(context.tx, kind).insert(whole);
  yield* noted(context, { kind, id: created.id }, undefined, created);
  return created;
}

/** A customer's change is dated now, unless the record brings a date of its own. */
function dated(record: KeptRecord, kept: CustomerRecord, { clock }: Context): KeptRecord {
  const undated = (record as CustomerRecord).updatedAt === kept.updatedAt;
  return undated ? { ...record, updatedAt: new Date(clock.now()).toISOString() } : record;
}

/** Makes `kept` into the record given; writes nothing where they are the same. Answers what is kept then. Faults as `add`. */
export function* rewrite(context: Context, { kind, record }: WriteRecord, kept: KeptRecord): Work<KeptRecord> {
  const whole = complete(context, kind, record, kept);
  if (same(whole, kept)) return kept;
  const next = kind === 'customers' ? dated(whole, kept as CustomerRecord, context) : whole;
  yield* checkedRecord(context.tx, kind, next);
  yield* recordsOf(context.tx, kind).save(next);
  yield* noted(context, { kind, id: next.id }, kept, next);
  return next;
}
