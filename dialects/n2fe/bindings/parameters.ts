import { Fault } from '../../../src/core/fault.js';
import type { Call } from '../../../src/dialect/contract.js';
import { refuseUntransportable } from '../../../src/wire/text.js';

const int32 = 2 ** 31;

/** A value in the query, null where there is none. Faults: malformed for characters that no customer can hold. */
export function given({ query }: Call, name: string): string | null {
  const value = query.get(name);
  refuseUntransportable(value);
  return value;
}

/** The customer a path names. Faults: customer-unknown for what no customer's id can be. */
export function idOf({ params }: Call): number {
  const written = params['customer_id'] ?? '';
  const id = /^\d+$/.test(written) ? Number(written) : NaN;
  if (!(id < int32)) throw new Fault('customer-unknown', { key: written });
  return id;
}

/** Lets through whom a dataset's groups permit. Faults: unauthenticated, with `group` as its reason. */
export type Permit = (call: Call) => void;

/** A list of groups by commas; every login will do where it is empty. */
export function permitting(groups: string): Permit {
  const permitted = new Set(groups.split(',').filter((group) => group !== ''));
  return ({ caller }) => {
    if (permitted.size === 0 || caller.groups.some((group) => permitted.has(group))) return;
    throw new Fault('unauthenticated', { reason: 'group' });
  };
}

/** Whether rows come in an envelope. */
export type Format = 'json' | 'json.rest';

/** The format an answer is asked in; N2FE's own is the bare one. Faults: invalid. */
export function formatOf({ query }: Call): Format {
  const format = (query.get('format') || 'json.rest').toLowerCase();
  if (format === 'json' || format === 'json.rest') return format;
  throw new Fault('invalid', { problems: [{ member: 'format', rule: 'output-format', value: format }] });
}

/** Which rows of a list are asked for. */
export interface Page {
  readonly start: number;
  readonly limit: number;
}

const wholeNumber = (text: string | null): number => {
  const number = Math.trunc(Number(text));
  return number > 0 ? number : 0;
};

/** `page_start` and `page_limit`; all rows where there is no limit. */
export function pageOf({ query }: Call): Page {
  const limit = wholeNumber(query.get('page_limit'));
  return limit === 0 ? { start: 0, limit: Infinity } : { start: wholeNumber(query.get('page_start')), limit };
}

/** A list of groups as Jarvis writes it. */
export const groupList = ({ caller }: Call): string => caller.groups.join(',');
