import type { Knex } from 'knex';
import type { Account, Accounts, Reach } from '../access/ports.js';
import type { Work } from '../core/change.js';
import type { Engine } from './engine.js';
import { ask, type Marker, type Row, type Statement, type Value } from './statement.js';

const columns = ['id', 'dialect', 'name', 'password_hash', 'groups', 'created_at', 'customers', 'key_hash'] as const;

const named = (q: Knex, p: (name: string) => Marker) =>
  q('accounts')
    .select(...columns)
    .where('dialect', p('dialect'))
    .where('name', p('name'))
    .whereNull('revoked_at');

const find: Statement = { name: 'account find', build: named };

/** Where rows can be locked, it is; SQLite has one writer anyway. */
const held: Statement = { name: 'account held', build: (q, p) => named(q, p).forUpdate() };

const findByKey: Statement = {
  name: 'account by key',
  build: (q, p) =>
    q('accounts')
      .select(...columns)
      .where('dialect', p('dialect'))
      .where('key_hash', p('key'))
      .whereNull('revoked_at'),
};

const list: Statement = {
  name: 'account list',
  build: (q, p) =>
    q('accounts')
      .select(...columns)
      .where('dialect', p('dialect'))
      .whereNull('revoked_at')
      .orderBy('name'),
};

const add: Statement = {
  name: 'account add',
  build: (q, p) =>
    q('accounts')
      .insert(Object.fromEntries(columns.slice(1).map((name) => [name, p(name)])))
      .returning('id'),
};

const change = (column: 'revoked_at' | 'customers'): Statement => ({
  name: `account ${column}`,
  build: (q, p) =>
    q('accounts')
      .update({ [column]: p('value') })
      .where('dialect', p('dialect'))
      .where('name', p('name'))
      .whereNull('revoked_at')
      .returning([...columns]),
});
const revoke = change('revoked_at');
const setCustomers = change('customers');

/** The customers an account may reach, out of their column: null for all of them. */
export const reachOf = (column: Value | undefined): { readonly customers?: ReadonlySet<number> } =>
  typeof column === 'string' ? { customers: new Set(JSON.parse(column) as number[]) } : {};

const reachColumn = (customers: Reach): string | undefined => customers && JSON.stringify([...customers]);

/** The password's column holds no null; it is empty where there is none. */
const accountOf = ([id, dialect, name, passwordHash, groups, createdAt, customers, keyHash]: Row): Account => ({
  id: id as number,
  dialect: dialect as string,
  name: name as string,
  ...(passwordHash !== '' && { passwordHash: passwordHash as string }),
  ...(keyHash !== null && { keyHash: keyHash as string }),
  groups: JSON.parse(groups as string) as string[],
  createdAt: createdAt as string,
  ...reachOf(customers),
});

function* insert(account: Omit<Account, 'id'>): Work<Account> {
  const { passwordHash: password_hash = '', keyHash: key_hash, createdAt: created_at, dialect, name } = account;
  const [row] = yield* ask(add, {
    ...{ dialect, name, password_hash, key_hash, created_at },
    groups: JSON.stringify(account.groups),
    customers: reachColumn(account.customers),
  });
  return { ...account, id: row?.[0] as number };
}

/** Logins in the database. */
export const createAccounts = (engine: Engine): Accounts => ({
  find: async (dialect, name) =>
    engine.read(function* () {
      const [row] = yield* ask(find, { dialect, name });
      return row && accountOf(row);
    }),
  findByKey: async (dialect, key) =>
    engine.read(function* () {
      const [row] = yield* ask(findByKey, { dialect, key });
      return row && accountOf(row);
    }),
  list: async (dialect) =>
    engine.read(function* () {
      return (yield* ask(list, { dialect })).map(accountOf);
    }),
  add: (account) => engine.change(() => insert(account)),
  // A row of its own, as for a new login: sessions belong to the row that they were begun with.
  setPassword: (dialect, name, passwordHash, at) =>
    engine.change(function* () {
      const [row] = yield* ask(revoke, { dialect, name, value: at });
      if (row) yield* insert({ ...accountOf(row), passwordHash });
      return row !== undefined;
    }),
  changeReach: (dialect, name, revise) =>
    engine.change(function* () {
      const [row] = yield* ask(held, { dialect, name });
      if (!row) return false;
      const { customers } = accountOf(row);
      yield* ask(setCustomers, { dialect, name, value: reachColumn(revise(customers)) });
      return true;
    }),
  revoke: (dialect, name, value) =>
    engine.change(function* () {
      return (yield* ask(revoke, { dialect, name, value })).length > 0;
    }),
});
