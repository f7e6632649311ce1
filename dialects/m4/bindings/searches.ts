import type { Customer } from '../../../src/core/customers/model.js';
import { operation } from '../../../src/dialect/binding.js';
import type { Binding } from '../../../src/dialect/contract.js';
import type { Lens } from '../../../src/dialect/lens.js';
import { loadSchema } from '../../../src/wire/schema.js';
import type { ByName, ByNumber, ByPhone, BySource } from '../wire.js';
import { pathId, refuse, requiredText } from './parameters.js';
import { ok } from './replies.js';

const sourceSchema = loadSchema<BySource>('m4/by-source.json');
const phoneSchema = loadSchema<ByPhone>('m4/by-phone.json');
const nameSchema = loadSchema<ByName>('m4/by-name.json');
const numberSchema = loadSchema<ByNumber>('m4/by-number.json');

/** "The following characters are not allowed: %_[]^." The full stop ends the sentence; a sample name holds one. */
const forbidden = /[%_[\]^]/;

function prefixes({ Name, FirstName, LastName }: ByName) {
  const given = { whole: Name, first: FirstName, last: LastName };
  const name = Object.fromEntries(Object.entries(given).filter(([, text]) => text)) as Record<string, string>;
  if (Object.keys(name).length === 0) refuse('Name', 'name-needed');
  if (Object.values(name).some((text) => forbidden.test(text))) refuse('Name', 'name-characters');
  return { name };
}

function source({ SourceID, SourceTable }: BySource) {
  const table = SourceTable?.trim() ?? '';
  if (table === '' || typeof SourceID !== 'number') return refuse('SourceID', 'source-needed');
  return { source: { table, id: SourceID } };
}

/** Every way M4 finds customers. Removed ones are found by customer number only. */
export const searchBindings = (lens: Lens<Customer>, limit: number) => {
  const one = (customer: Customer) => ok(lens.get(customer));
  const many = (customers: readonly Customer[]) => ok(customers.map((customer) => lens.get(customer)));
  return {
    bySource: operation({
      op: 'customer.read',
      schema: sourceSchema,
      read: (_call, body) => ({ key: source(body) }),
      write: one,
    }),
    byServicePhone: operation({
      op: 'customer.read',
      schema: phoneSchema,
      read: (_call, { PhoneNumber }) => ({ key: { servicePhone: requiredText('PhoneNumber', PhoneNumber) } }),
      write: one,
    }),
    byPhone: operation({
      op: 'customer.list',
      schema: phoneSchema,
      read: (_call, { PhoneNumber }) => ({ criteria: { phone: requiredText('PhoneNumber', PhoneNumber) }, limit }),
      write: many,
    }),
    byName: operation({
      op: 'customer.list',
      schema: nameSchema,
      read: (_call, body) => ({ criteria: prefixes(body), limit }),
      write: many,
    }),
    byNumber: operation({
      op: 'customer.list',
      schema: numberSchema,
      read: (_call, { CustomerNumber }) => ({
        criteria: { number: requiredText('CustomerNumber', CustomerNumber) },
        limit,
      }),
      write: many,
    }),
    byStructure: operation({
      op: 'customer.list',
      read: (call) => ({ criteria: { structureId: pathId(call) }, limit }),
      write: many,
    }),
  } satisfies Record<string, Binding>;
};
