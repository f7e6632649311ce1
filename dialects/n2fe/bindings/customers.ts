import type { Customer } from '../../../src/core/customers/model.js';
import { answer, listing, operation } from '../../../src/dialect/binding.js';
import type { Binding } from '../../../src/dialect/contract.js';
import type { Lens } from '../../../src/dialect/lens.js';
import type { Codec } from '../../../src/wire/codec.js';
import { loadSchema } from '../../../src/wire/schema.js';
import { shown, shownInList } from '../lens/rows.js';
import type { UpdateCustomer } from '../wire/generated.js';
import { fetchedMany, fetchedOne } from './fetches.js';
import { formatOf, given, idOf, type Permit } from './parameters.js';
import { merged, noStatement, rowsOf, stored, storeFaults } from './stores.js';

const updateSchema = loadSchema<UpdateCustomer>('n2fe/update-customer.json');

/** How many customers of a list are read at a time. */
const pageSize = 500;

interface Parts {
  readonly lens: Lens<Customer>;
  readonly permit: Permit;
  /** What fetches are written with. */
  readonly codec: Codec;
  /** The most rows of one request. */
  readonly rowLimit: number;
}

function fetches({ lens, permit, codec }: Parts) {
  const list = listing({
    op: 'customer.search',
    read: (call) => {
      permit(call);
      formatOf(call);
      return { term: given(call, 'name') ?? '', limit: pageSize };
    },
    item: ({ customer, serviceNumbers }) => shownInList(lens.get(customer), serviceNumbers),
    write: (found, call) => fetchedMany(found, call, codec),
  });
  const get = operation({
    op: 'customer.read',
    read: (call) => {
      permit(call);
      formatOf(call);
      return { key: { id: idOf(call) } };
    },
    write: (customer, call) => fetchedOne(shown(lens.get(customer)), call),
  });
  return { list, get };
}

/** The customer dataset: search, read, update, and what it has no statement for. */
export function customerBindings(parts: Parts) {
  const { lens, permit, rowLimit } = parts;
  const put = operation({
    op: 'customer.update-in-turn',
    schema: updateSchema,
    faults: storeFaults,
    read: (call, body) => {
      permit(call);
      formatOf(call);
      const rows = rowsOf(call, body, rowLimit).map((row) => merged(row, call));
      const other = rows.find(({ type }) => type && type !== 'update')?.type;
      if (other) noStatement(String(other));
      return { id: idOf(call), revisions: rows.map(({ type: _same, ...row }) => lens.revise(row)) };
    },
    write: (_customers, call) => stored(call, 1),
  });
  const refuse = (type: string) =>
    answer(`customer.${type}`, (call) => {
      permit(call);
      return noStatement(type);
    });
  return { ...fetches(parts), put, refuse } satisfies Record<string, Binding | ((type: string) => Binding)>;
}
