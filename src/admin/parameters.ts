import { Fault } from '../core/fault.js';
import { isKind } from '../seed/record-format.js';
import type { RecordKey } from '../core/records/inputs.js';
import type { Kind } from '../core/records/kinds.js';

const highestId = 2_000_000_000;

/** The kind a path names. Faults: path-unknown. */
export function kindIn({ kind }: { readonly kind?: string }): Kind {
  if (!isKind(kind)) throw new Fault('path-unknown', {}, 'there is no such kind of record');
  return kind;
}

/** The record a path names. Faults: path-unknown, record-unknown for what can be no id. */
export function keyIn(params: { readonly kind?: string; readonly id?: string }): RecordKey {
  const kind = kindIn(params);
  const id = /^[1-9]\d{0,9}$/.test(params.id ?? '') ? Number(params.id) : Infinity;
  if (id > highestId) throw new Fault('record-unknown');
  return { kind, id };
}

/** A whole number in the query. Faults: query-invalid. */
export function numberIn(
  query: Readonly<Record<string, unknown>>,
  member: string,
  { least, most, otherwise }: { readonly least: number; readonly most: number; readonly otherwise: number },
): number {
  const text = query[member];
  if (text === undefined) return otherwise;
  const number = typeof text === 'string' && /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  const problems = [{ member, rule: 'range', value: text, limit: `${least}..${most}` }];
  throw new Fault('query-invalid', { problems }, `${member} must be a whole number from ${least} to ${most}`);
}
