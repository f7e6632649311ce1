import type { CustomerKey } from '../../../src/core/customers/ports.js';
import { Fault } from '../../../src/core/fault.js';
import type { Binding, Call } from '../../../src/dialect/contract.js';
import { refuseUntransportable } from '../../../src/wire/text.js';

const int32 = 2 ** 31;

/** Refuses a call for one broken rule of one property. */
export const refuse = (
  member: string,
  rule: string,
  more: { readonly value?: string; readonly limit?: string } = {},
): never => {
  throw new Fault('invalid', { problems: [{ member, rule, ...more }] });
};

/** The document writes some parameters with a blank before their name. */
function written(query: URLSearchParams, name: string): string | null {
  const value = query.get(name);
  if (value !== null) return value;
  for (const [key, blankish] of query) if (key.trim() === name) return blankish;
  return null;
}

/** A parameter in the query without the blanks around it; `''` counts as not sent. Faults: malformed. */
export function parameter({ query }: Call, name: string): string | undefined {
  const value = written(query, name)?.trim();
  if (value === undefined || value === '') return undefined;
  refuseUntransportable(value);
  return value;
}

/** The customer a call is about: by the id in its path, else by `extCustomerRef`. Faults: customer-unknown, invalid, malformed. */
export const keyOf = (call: Call): CustomerKey => keyBy(call.params['id'], call);

/** The same, where the id may stand elsewhere; undefined where it does not. */
export function keyBy(named: string | undefined, call: Call): CustomerKey {
  if (named === undefined) {
    return { reference: parameter(call, 'extCustomerRef') ?? refuse('extCustomerRef', 'required') };
  }
  refuseUntransportable(named);
  const id = /^\d+$/.test(named) ? Number(named) : NaN;
  if (!(id < int32)) throw new Fault('customer-unknown', { key: named });
  return { id };
}

/** The same binding for calls that ask for XML, by name or by asking for nothing; other formats are refused. */
export const inXml = (binding: Binding): Binding => ({
  ...binding,
  act: (call, doors) => {
    const format = parameter(call, 'format');
    if (format !== undefined && format.toLowerCase() !== 'xml') refuse('format', 'format', { value: format });
    return binding.act(call, doors);
  },
});
