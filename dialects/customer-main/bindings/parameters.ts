import { joined } from '../../../src/core/joined.js';
import type { Call } from '../../../src/dialect/contract.js';
import type { Schema } from '../../../src/wire/schema.js';
import { refuseUntransportable } from '../../../src/wire/text.js';
import { withoutStray } from './stray.js';

/** Parameters by the names of the fields they fill; one that is not there was not sent. */
export type Parameters = Readonly<Record<string, string>>;

type Sent = Readonly<Record<string, string | null | undefined>>;

/** How the parameter that fills a field is called otherwise. */
const aliases: Readonly<Record<string, string>> = { ACCTAXABLE: 'ACTTAXABLE' };

/** Dates that are never missing: an empty one is none, as Json.NET reads a DateTime that may be null. */
const lasting: ReadonlySet<string> = new Set(['ACCT_DATE', 'modifiedDate']);

const isSent = (name: string, value: string | null | undefined): value is string =>
  typeof value === 'string' && !(lasting.has(name) && value.trim() === '');

/** The query's parameters that are in the schema, in any letter case; the framework reads an empty one as null. */
function inQuery(call: Call, names: ReadonlyMap<string, string>): Parameters {
  const found: Record<string, string> = {};
  const all = [...call.query];
  all.forEach(([written, sent], at) => {
    const name = names.get(written.toLowerCase());
    if (name === undefined) return;
    const value = at === all.length - 1 ? withoutStray(call, name, sent) : sent;
    if (value === '' || !isSent(name, value) || Object.hasOwn(found, name)) return;
    refuseUntransportable(value);
    found[name] = value;
  });
  return found;
}

/**
 * Reads the parameters of a call from its body, and from its query what the body lacks; null counts as not sent. Faults:
 * malformed for characters that no customer can hold.
 */
export function parametersIn({ json }: Schema<unknown>): (call: Call, body: Sent) => Parameters {
  const names = new Map(Object.keys(json.properties ?? {}).map((name) => [name.toLowerCase(), name]));
  return (call, body) => {
    const sent = Object.entries(body).filter((entry): entry is [string, string] => isSent(...entry));
    const given = joined(inQuery(call, names), Object.fromEntries(sent) as Parameters);
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [aliases[name] ?? name, value]));
  };
}
