import type { Account, Accounts } from '../access/ports.js';
import type { Engine } from './engine.js';
import { ask, type Row, type Statement } from './statement.js';

const columns = ['id', 'dialect', 'name', 'password_hash', 'groups', 'created_at'] as const;

const find: Statement = {
  name: 'account find',
  build: (q, p) =>
    q('accounts')
      .select(...columns)
      .where('dialect', p('dialect'))
      .where('name', p('name'))
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

const change = (column: 'password_hash' | 'revoked_at'): Statement => ({
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

const accountOf = ([id, dialect, name, passwordHash, groups, createdAt]: Row): Account =>
  ({ id, dialect, name, passwordHash, groups: JSON.parse(groups as string) as string[], createdAt }) as Account;

/** Logins in the database. */
export const createAccounts = (engine: Engine): Accounts => ({
  find: async (dialect, name) =>
    engine.read(function* () {
      const [row] = yield* ask(find, { dialect, name });
      return row && accountOf(row);
    }),
  list: async (dialect) =>
    engine.read(function* () {
      return (yield* ask(list, { dialect })).map(accountOf);
    }),
  add: (account) =>
    engine.change(function* () {
      const { passwordHash: password_hash, createdAt: created_at, groups, ...rest } = account;
      const [row] = yield* ask(add, { ...rest, password_hash, created_at, groups: JSON.stringify(groups) });
      return { ...account, id: row?.[0] as number };
    }),
  setPassword: (dialect, name, value) =>
    engine.change(function* () {
      return (yield* ask(setPassword, { dialect, name, value })).length > 0;
    }),
  revoke: (dialect, name, value) =>
    engine.change(function* () {
      return (yield* ask(revoke, { dialect, name, value })).length > 0;
    }),
});
