import { moneyEventOf } from '../billing/events.js';
import { settled } from '../billing/settle.js';
import type { Work } from '../change.js';
import type { Customer } from '../customers/model.js';
import { noted as notedCustomer } from '../customers/noted.js';
import { told } from '../notify/told.js';
import { difference, same } from '../patch.js';
import type { Context } from '../ports.js';
import { complete } from './complete.js';
import type { CreateRecord, KeptRecord, RecordKey, WriteRecord } from './inputs.js';
import { recordsOf } from './kept.js';
import type { CustomerRecord } from './kinds.js';
import { checkedRecord } from './rules.js';

/** The customer that a record is; which version of it, its record does not know. */
function customerIn(record: KeptRecord | undefined): Customer | undefined {
  if (!record) return undefined;
  const { structureIds: _links, ...customer } = record as CustomerRecord;
  return { version: 0, ...customer } as Customer;
}

/** Writes down what became of a record; undefined on either side where there is none. */
function* noted(
  { tx, clock, actor }: Context,
  { kind, id }: RecordKey,
  before: KeptRecord | undefined,
  after: KeptRecord | undefined,
): Work<void> {
  const patch = difference({ ...before, id }, { ...after, id });
  const at = new Date(clock.now()).toISOString();
  if (kind === 'customers') {
    return yield* notedCustomer({ tx, actor }, { before: customerIn(before), after: customerIn(after), at, patch });
  }
  const isHeard = yield* tx.happened({ ...actor, subject: kind, subjectId: id, at, patch });
  const event = moneyEventOf(kind, before, after);
  if (!isHeard || event === undefined) return;
  const record = after as KeptRecord & { readonly customerId: number };
  yield* told(tx, { event, at, customerId: record.customerId, record });
}

/** Keeps a new record. Faults: reference-missing, source-incomplete, invalid, id-taken and the kind's constraints. */
export function* add(context: Context, { kind, record }: CreateRecord): Work<KeptRecord> {
  const whole = complete(context, kind, record);
  yield* checkedRecord(context.tx, kind, whole);
  const { tx } = context;
  return yield* settled(context, kind, [whole], {
    write: () => recordsOf(tx, kind).insert(whole),
    note: (created) => noted(context, { kind, id: created.id }, undefined, created),
  });
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
  const { tx } = context;
  yield* checkedRecord(tx, kind, next);
  yield* settled(context, kind, [kept, next], {
    write: () => recordsOf(tx, kind).save(next),
    note: () => noted(context, { kind, id: next.id }, kept, next),
  });
  return next;
}

/** Takes a record away. Faults: in-use while others name it. */
export function* erase(context: Context, key: RecordKey, kept: KeptRecord): Work<void> {
  const { tx } = context;
  yield* settled(context, key.kind, [kept], {
    write: () => recordsOf(tx, key.kind).remove(key.id),
    note: () => noted(context, key, kept, undefined),
  });
}
