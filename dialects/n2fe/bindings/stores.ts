import { Fault, type Problem } from '../../../src/core/fault.js';
import type { Binding, Call } from '../../../src/dialect/contract.js';
import type { Codec } from '../../../src/wire/codec.js';
import type { Reply } from '../../../src/wire/reply.js';
import { jsonType, perlJson } from '../wire/codecs.js';
import type { CustomerRow, Refused, Stored, UpdateCustomer } from '../wire/generated.js';
import { parsePerlJson } from '../wire/perl-json.js';
import { given, groupList } from './parameters.js';

/** Stores are answered as text even where fetches are not. */
const storeJson: Codec = perlJson('text/plain; charset=UTF-8');

const isJson = ({ headers }: Call): boolean => jsonType.test(headers['content-type'] ?? '');

/** The rows of a body. One that is no JSON by its type stands for one row without members. Faults: malformed, too-large. */
export function rowsOf(call: Call, body: UpdateCustomer, limit: number): readonly CustomerRow[] {
  if (!isJson(call)) return [{}];
  // No body never came to the codec, whose complaint it deserves.
  if (call.body === undefined) parsePerlJson('');
  const rows = Array.isArray(body) ? body : [body];
  if (rows.length > limit) throw new Fault('too-large', { limit });
  return rows;
}

/** A row with what the query gives besides; what neither has is NULL. */
export function merged(row: CustomerRow, call: Call) {
  const value = (name: keyof CustomerRow) => (row[name] === undefined ? given(call, name) : row[name]);
  return { customer_reference: value('customer_reference'), description: value('description'), type: value('_ttype') };
}

/** How many rows the answer to an array lists; undefined where there was none. */
function listedRows(call: Call): number | undefined {
  return isJson(call) && Array.isArray(call.body) ? call.body.length : undefined;
}

/** The answer of a PUT: `each` is how many customers a row found, 1 or 0. */
export function stored(call: Call, each: 1 | 0): Reply {
  const rows = listedRows(call);
  const body: Stored = {
    username: call.caller.name,
    success: 1,
    error_string: '',
    group_list: groupList(call),
    modified: each * (rows ?? 1),
    // A text here and a number in the session's status, as the product has it.
    logged_in: '1',
    ...(rows !== undefined && { row: Array.from({ length: rows }, () => ({ success: 1, modified: each }) as const) }),
  };
  return { status: 200, body, codec: storeJson };
}

/** The answer where the data's own rules refuse a PUT. */
function refused(call: Call, message: string): Reply {
  const body: Refused = {
    message,
    success: 0,
    group_list: groupList(call),
    logged_in: '1',
    error_string: '',
    username: call.caller.name,
  };
  return { status: 200, body, codec: storeJson };
}

const titles: Readonly<Record<string, string>> = {
  customer_reference: 'Customer reference',
  externalReference: 'Customer reference',
  description: 'Description',
};

/** What is wrong with one value, in words; undefined where it is not the data that is wrong. */
function complaint({ member, rule }: Problem): string | undefined {
  const title = titles[member.replace(/^\[\d+\]\./, '')];
  if (rule === 'maxLength') return `${title ?? 'Value'} is too long`;
  return rule === 'type' && title !== undefined ? "Can't bind a reference" : undefined;
}

/** What a PUT answers where it cannot be carried out. */
export const storeFaults: NonNullable<Binding['faults']> = {
  'customer-unknown': (_fault, call) => stored(call, 0),
  'customer-out-of-reach': (_fault, call) => refused(call, 'Customer is not accessible'),
  'reference-taken': (_fault, call) => refused(call, 'Customer reference is already in use'),
  invalid: ({ details: { problems = [] } }, call) => {
    const message = problems[0] && complaint(problems[0]);
    return message === undefined ? undefined : refused(call, message);
  },
};

/** Refuses what a dataset has no statement for. */
export const noStatement = (type: string): never => {
  throw new Fault('method-not-allowed', { type });
};
