import type { Account, Accounts } from '../access/ports.js';
import type { Engine } from './engine.js';
import { ask, type Row, type Statement, type Value } from './statement.js';

const columns = ['id', 'dialect', 'name', 'password_hash', 'groups', 'created_at', 'customers', 'key_hash'] as const;

const find: Statement = {
  name: 'account find',
  build: (q, p) =>
    q('accounts')
      .select(...columns)
      .where('dialect', p('dialect'))
      .where('name', p('name'))
      .whereNull('revoked_at'),
};

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

const change = (column: 'password_hash' | 'revoked_at' | 'customers'): Statement => ({
  name: `account ${column}`,
  build: (q, p) =>
    q('accounts')
      .update({ [column]: p('value') })
      .where('dialect', p('dialect'))
      .where('name', p('name'))
      .whereNull('revoked_at')
      .returning('id'),
});
const setPassword = change('password_hash');
const revoke = change('revoked_at');
const setCustomers = change('customers');

/** The customers an account may reach, out of their column: null for all of them. */
export const reachOf = (column: Value | undefined): { readonly customers?: ReadonlySet<number> } =>
  typeof column === 'string' ? { customers: new Set(JSON.parse(column) as number[]) } : {};

const reachColumn = (customers: ReadonlySet<number> | undefined): string | undefined =>
  customers && JSON.stringify([...customers]);

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
  add: (account) =>
    engine.change(function* () {
      const { passwordHash: password_hash = '', keyHash: key_hash, createdAt: created_at, dialect, name } = account;
      const [row] = yield* ask(add, {
        ...{ dialect, name, password_hash, key_hash, created_at },
        groups: JSON.stringify(account.groups),
        customers: reachColumn(account.customers),
      });
      return { ...account, id: row?.[0] as number };
    }),
  setPassword: (dialect, name, value) =>
    engine.change(function* () {
      return (yield* ask(setPassword, { dialect, name, value })).length > 0;
    }),
  setCustomers: (dialect, name, customers) =>
    engine.change(function* () {
      return (yield* ask(setCustomers, { dialect, name, value: reachColumn(customers) })).length > 0;
    }),
  revoke: (dialect, name, value) =>
    engine.change(function* () {
      return (yield* ask(revoke, { dialect, name, value })).length > 0;
    }),
});
