import type { Work } from '../change.js';
import { Fault } from '../fault.js';
import type { Transaction } from '../ports.js';
import type { KeptRecord, RecordKey } from './inputs.js';
import type { Kind } from './kinds.js';
import type { Records } from './ports.js';

/** The records of a kind that is known at run time only. */
export const recordsOf = (tx: Transaction, kind: Kind): Records<KeptRecord> => tx.records[kind];

/** A record, held against other writers until the change ends where its kind can be. */
export function* heldIfKept(tx: Transaction, { kind, id }: RecordKey): Work<KeptRecord | undefined> {
  if (kind === 'customers' && !(yield* tx.customers.hold(id))) return undefined;
  return yield* recordsOf(tx, kind).find(id);
}

/** The same. Faults: record-unknown. */
export function* heldRecord(tx: Transaction, key: RecordKey): Work<KeptRecord> {
  const record = yield* heldIfKept(tx, key);
  if (!record) throw new Fault('record-unknown', { key: key.id });
  return record;
}
