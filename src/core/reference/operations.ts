import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import type { Kinds } from '../records/kinds.js';
import type { CodeKind } from './model.js';

type Row = Kinds[CodeKind];

export interface ListCodes {
  readonly kind: CodeKind;
  readonly limit: number;
}

/** The rows of a table of codes in order of id, those no longer offered too. */
const list: Operation<ListCodes, readonly Row[]> = {
  mode: 'read',
  *run({ tx }, { kind, limit }) {
    return yield* tx.records[kind].list(0, limit);
  },
};

/** One row. Faults: record-unknown. */
const read: Operation<{ readonly kind: CodeKind; readonly id: number }, Row> = {
  mode: 'read',
  *run({ tx }, { kind, id }) {
    const row = yield* tx.records[kind].find(id);
    if (!row) throw new Fault('record-unknown', { key: id });
    return row;
  },
};

/** What can be asked of the tables of codes. */
export const operations = { 'codes.list': list, 'codes.read': read };
