import { Fault } from '../core/fault.js';
import { isKind } from '../seed/record-format.js';
import type { RecordKey } from '../core/records/inputs.js';
import type { Kind } from '../core/records/kinds.js';

/** The highest id that any record can have. */
export const highestId = 2_000_000_000;

/** The kind a path names. Faults: path-unknown. */
export function kindIn({ kind }: { readonly kind?: string }): Kind {
  if (!isKind(kind)) throw new Fault('path-unknown', {}, 'there is no such kind of record');
  return kind;
}

/** The record a path names. Faults: path-unknown, record-unknown for what can be no id. */
export function keyIn(params: { readonly kind?: string; readonly id?: string }): RecordKey {
  return { kind: kindIn(params), id: idIn(params) };
}

/** The id in a path. Faults: record-unknown for what can be none. */
export function idIn(params: { readonly id?: string }): number {
  const id = /^[1-9]\d{0,9}$/.test(params.id ?? '') ? Number(params.id) : Infinity;
  if (id > highestId) throw new Fault('record-unknown');
  return id;
}

const limits = { least: 1, most: 1000, otherwise: 100 };
const positions = { least: 0, most: highestId, otherwise: 0 };

/** Where a page of a list begins and how much it holds. Faults: query-invalid. */
export const placeIn = (
  query: Readonly<Record<string, unknown>>,
): { readonly after: number; readonly limit: number } => ({
  limit: numberIn(query, 'limit', limits),
  after: numberIn(query, 'after', positions),
});

/** A page as it is answered, given one record more than it holds where there is one. */
export function pageOf<R extends { readonly id: number }>(
  found: readonly R[],
  limit: number,
  shown: (record: R) => object = (record) => record,
): object {
  const items = found.slice(0, limit);
  return { items: items.map(shown), next: found.length > limit ? items.at(-1)?.id : null };
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
