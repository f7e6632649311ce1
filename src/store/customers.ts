import type { Knex } from 'knex';
import type { Work } from '../core/change.js';
import { Fault } from '../core/fault.js';
import type { CustomerCriteria, CustomerKey, CustomerRecords } from '../core/customers/ports.js';
import { folded, phoneKey, searchKey, strippedPhone } from '../core/text-keys.js';
import { keepName } from './customer-names.js';
import { customerArguments, customerColumns, customerOf } from './customer-row.js';
import { createCustomerSearch } from './customer-search.js';
import { insertWithId } from './insert.js';
import { memoized } from './memoized.js';
import { ask, limitMarker, type Arguments, type Marker, type Row, type Statement } from './statement.js';

type Argument = (name: string) => Marker;
type Query = Knex.QueryBuilder;

const select = (q: Knex): Query => q('customers').select(...customerColumns);
const live = (q: Knex): Query => select(q).whereNull('customers.removed_at');

const columns = [
  ...['version', 'created_at', 'updated_at', 'removed_at', 'number_key', 'reference_key', 'source_table_key'],
  ...['source_id', 'phone_key', 'name_key', 'first_key', 'last_key', 'user_id', 'doc'],
] as const;

const values = (p: Argument, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, p(name)]));

const byId: Statement = { name: 'customer by id', build: (q, p) => select(q).where('id', p('id')) };

/** Where rows can be locked, it is; SQLite has one writer anyway. */
const held: Statement = {
  name: 'customer held',
  build: (q, p) => select(q).where('id', p('id')).forUpdate(),
};

const bySource: Statement = {
  name: 'customer by source',
  build: (q, p) => live(q).where('source_table_key', p('table')).where('source_id', p('id')),
};

/** Nobody has another's number; of two who came to one all the same, the older is found. */
const byServicePhone: Statement = {
  name: 'customer by service phone',
  build: (q, p) => {
    const called = (table: string, key: string) =>
      q(table).select('customer_id').where(key, p('phone')).whereNull('disconnected_at');
    return live(q)
      .whereIn('customers.id', called('services', 'phone_key').unionAll(called('service_numbers', 'number_key')))
      .orderBy('customers.id')
      .limit(1);
  },
};

/** Numbers are kept by removed customers too; both indexes together find them all. */
const byNumber: Statement = {
  name: 'customers by number',
  build: (q, p) =>
    q
      .from(
        live(q)
          .where('number_key', p('number'))
          .unionAll(select(q).whereNotNull('removed_at').where('number_key', p('number')))
          .as('found'),
      )
      .orderBy('id')
      .limit(limitMarker),
};

const byPhone: Statement = {
  name: 'customers by phone',
  build: (q, p) => live(q).where('phone_key', p('phone')).orderBy('id').limit(limitMarker),
};

const byStructure: Statement = {
  name: 'customers by structure',
  build: (q, p) =>
    live(q)
      .join('customer_structures', 'customer_structures.customer_id', 'customers.id')
      .where('customer_structures.structure_id', p('structure'))
      .orderBy('id')
      .limit(limitMarker),
};

const insert: Statement = {
  name: 'customer insert',
  build: (q, p) => q('customers').insert(values(p, columns)).returning('id'),
};

const insertKept: Statement = {
  name: 'customer insert with id',
  build: (q, p) => insertWithId(q, 'customers', values(p, ['id', ...columns])),
};

const save: Statement = {
  name: 'customer save',
  build: (q, p) => q('customers').update(values(p, columns)).where('id', p('id')),
};

/** How the customer with this key is asked for. */
export function byKey(key: CustomerKey): readonly [Statement, Arguments] {
  if ('id' in key) return [byId, key];
  if ('source' in key) return [bySource, { table: folded(key.source.table), id: key.source.id }];
  return [byServicePhone, { phone: strippedPhone(key.servicePhone) }];
}

const parts = ['whole', 'first', 'last'] as const;
const partColumn = { whole: 'name_key', first: 'first_key', last: 'last_key' } as const;
type Part = (typeof parts)[number];

/** The first matches in key order, shown in order of id, so that a common prefix never sorts the whole table. */
const byName = memoized((given: string): Statement => {
  const [lead, ...others] = given.split(' ').map((part) => partColumn[part as Part]);
  const within = (query: Query, column: string, p: Argument) =>
    query.where(column, '>=', p(column)).where(column, '<', p(`${column} end`));
  return {
    name: `customers by ${given}`,
    build: (q, p) => {
      const ids = q('customers')
        .select('id')
        .whereNull('removed_at')
        .orderBy(lead as string)
        .limit(limitMarker);
      for (const column of [lead as string, ...others]) void within(ids, column, p);
      return select(q)
        .whereIn('id', q.select('id').from(ids.as('found')))
        .orderBy('id');
    },
  };
});

function byCriteria(criteria: CustomerCriteria): readonly [Statement, Arguments] {
  if ('phone' in criteria) return [byPhone, { phone: phoneKey(criteria.phone) }];
  if ('number' in criteria) return [byNumber, { number: folded(criteria.number) }];
  if ('structureId' in criteria) return [byStructure, { structure: criteria.structureId }];
  const given = parts.filter((part) => criteria.name[part] !== undefined);
  const bounds = given.map((part) => [partColumn[part], searchKey(criteria.name[part] ?? '')] as const);
  return [
    byName(given.join(' ')),
    Object.fromEntries(
      bounds.flatMap(([column, from]) => [
        [column, from],
        [`${column} end`, `${from}\u{10ffff}`],
      ]),
    ),
  ];
}

/** Writes a customer's row; a refusal names the key that another customer has. */
function* kept(statement: Statement, customer: Parameters<typeof customerArguments>[0]): Work<readonly Row[]> {
  try {
    return yield* ask(statement, customerArguments(customer));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { number, externalReference, source } = customer;
    throw new Fault(error.code, { ...error.details, number, externalReference, source });
  }
}

/** Customers in the database. */
export const customerRecords: CustomerRecords = {
  *find(key) {
    const [row] = yield* ask(...byKey(key));
    return row && customerOf(row);
  },
  *hold(id) {
    const [row] = yield* ask(held, { id });
    return row && customerOf(row);
  },
  *list(criteria, limit) {
    const [statement, given] = byCriteria(criteria);
    return (yield* ask(statement, { ...given, limit })).map(customerOf);
  },
  *insert(customer) {
    const statement = customer.id === undefined ? insert : insertKept;
    const [row] = yield* kept(statement, customer);
    const created = { ...customer, id: row?.[0] as number };
    if (created.removedAt === undefined) yield* keepName(created);
    return created;
  },
  *save(customer) {
    yield* kept(save, customer);
    yield* keepName(customer);
  },
  search: createCustomerSearch(),
};
