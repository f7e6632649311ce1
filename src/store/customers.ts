import type { Knex } from 'knex';
import type { Work } from '../core/change.js';
import { Fault } from '../core/fault.js';
import type { Customer } from '../core/customers/model.js';
import type { CustomerCriteria, CustomerRecords } from '../core/customers/ports.js';
import { joined } from '../core/joined.js';
import { folded, phoneKey, searchKey } from '../core/text-keys.js';
import { keepName } from './customer-names.js';
import { live, rowBy, select } from './customer-keys.js';
import { customerArguments, customerOf } from './customer-row.js';
import { createCustomerBrowse } from './customer-browse.js';
import { createCustomerSearch } from './customer-search.js';
import { answeringId, insertWithId } from './insert.js';
import { memoized } from './memoized.js';
import { ask, limitMarker, type Arguments, type Marker, type Row, type Statement } from './statement.js';

type Argument = (name: string) => Marker;
type Query = Knex.QueryBuilder;

const columns = [
  ...['version', 'created_at', 'updated_at', 'removed_at', 'status', 'number_key', 'account_number', 'reference_key'],
  ...['source_table_key', 'source_id', 'phone_key', 'name_key', 'first_key', 'last_key', 'user_id', 'doc'],
] as const;

const values = (p: Argument, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, p(name)]));

/** A customer whose account number was not given has the next id's, unless somebody was given that one. */
const keptApart = (q: Knex) => q.raw('(account_key) where removed_at is null');

/** Where rows can be locked, it is; SQLite has one writer anyway. */
const held: Statement = {
  name: 'customer held',
  build: (q, p) => select(q).where('id', p('id')).forUpdate(),
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

const latest: Statement = {
  name: 'customers latest',
  build: (q) => q.from(live(q).orderBy('id', 'desc').limit(limitMarker).as('found')).orderBy('id'),
};

const insert: Statement = {
  name: 'customer insert',
  build: (q, _p, row) =>
    answeringId(q, q('customers').insert(row('customers', columns)).onConflict(keptApart(q)).ignore()),
  several: true,
  answersId: true,
};

const insertKept: Statement = {
  name: 'customer insert with id',
  build: (q, p) => insertWithId(q, 'customers', values(p, ['id', ...columns])),
  answersId: true,
};

const save: Statement = {
  name: 'customer save',
  build: (q, p) => q('customers').update(values(p, columns)).where('id', p('id')),
};

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
  if ('latest' in criteria) return [latest, {}];
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
    const { number, accountNumber, externalReference, source } = customer;
    throw new Fault(error.code, { ...error.details, number, accountNumber, externalReference, source });
  }
}

/**
 * Writes a new customer's row and answers its id. Ids whose account number somebody was given are passed over, each of
 * them once and for all.
 */
function* inserted(customer: Omit<Customer, 'id'>): Work<number> {
  for (;;) {
    const [row] = yield* kept(insert, customer);
    if (row) return row[0] as number;
    if (customer.accountNumber !== undefined) {
      throw new Fault('account-number-taken', { accountNumber: customer.accountNumber });
    }
  }
}

/** Customers in the database. */
export const customerRecords: CustomerRecords = {
  *find(key) {
    const row = yield* rowBy(key);
    return row && customerOf(row);
  },
  *hold(id) {
    const [row] = yield* ask(held, { id });
    return row && customerOf(row);
  },
  *list(criteria, limit) {
    const [statement, given] = byCriteria(criteria);
    return (yield* ask(statement, { limit, ...given })).map(customerOf);
  },
  *insert(customer) {
    const { id } = customer;
    if (id !== undefined) yield* kept(insertKept, customer);
    const created = joined(customer, { id: id ?? (yield* inserted(customer)) });
    if (created.removedAt === undefined) yield* keepName(created);
    return created;
  },
  *save(customer) {
    yield* kept(save, customer);
    yield* keepName(customer);
  },
  search: createCustomerSearch(),
  browse: createCustomerBrowse(),
};
