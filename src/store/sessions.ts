import type { FoundSession, Sessions } from '../access/ports.js';
import { reachOf } from './accounts.js';
import type { Engine } from './engine.js';
import { ask, type Row, type Statement } from './statement.js';

const find: Statement = {
  name: 'session find',
  build: (q, p) =>
    q('sessions')
      .select('sessions.hash', 'sessions.dialect', 'sessions.name', 'sessions.account_id', 'sessions.expires_at')
      .select('accounts.groups', 'accounts.customers', 'accounts.revoked_at')
      .leftJoin('accounts', 'accounts.id', 'sessions.account_id')
      .where('sessions.hash', p('hash'))
      .where('sessions.expires_at', '>', p('now')),
};

const columns = ['hash', 'dialect', 'name', 'account_id', 'expires_at'] as const;

const add: Statement = {
  name: 'session add',
  build: (q, p) => q('sessions').insert(Object.fromEntries(columns.map((name) => [name, p(name)]))),
};

const extend: Statement = {
  name: 'session extend',
  build: (q, p) =>
    q('sessions')
      .update({ expires_at: p('expires_at') })
      .where('hash', p('hash')),
};

const end: Statement = {
  name: 'session end',
  build: (q, p) => q.raw('delete from sessions where hash = ? returning hash', [p('hash')]),
};

const sweep: Statement = {
  name: 'session sweep',
  build: (q, p) => q('sessions').where('expires_at', '<=', p('now')).delete(),
};

/** Failed logins outlive their window by nothing; the limiter's own timer would outlive the connection. */
const sweepFailures: Statement = {
  name: 'login failures sweep',
  build: (q, p) => q('login_failures').where('expire', '<=', p('now')).delete(),
};

function sessionOf([hash, dialect, name, accountId, expiresAt, groups, customers, revokedAt]: Row):
  FoundSession | undefined {
  const session = {
    hash: hash as string,
    dialect: dialect as string,
    name: name as string,
    expiresAt: Number(expiresAt),
  };
  if (accountId === null) return session;
  if (revokedAt !== null) return undefined;
  const account = { name: session.name, groups: JSON.parse(groups as string) as string[], ...reachOf(customers) };
  return { accountId: accountId as number, account, ...session };
}

/** Sessions in the database. */
export const createSessions = (engine: Engine): Sessions => ({
  find: (hash, now) =>
    engine.read(function* () {
      const [row] = yield* ask(find, { hash, now });
      return row && sessionOf(row);
    }),
  add: ({ hash, dialect, name, accountId: account_id, expiresAt: expires_at }) =>
    engine.change(function* () {
      yield* ask(add, { hash, dialect, name, account_id, expires_at });
    }),
  extend: (hash, expires_at) =>
    engine.change(function* () {
      yield* ask(extend, { hash, expires_at });
    }),
  end: (hash) =>
    engine.change(function* () {
      return (yield* ask(end, { hash })).length > 0;
    }),
  sweep: (now) =>
    engine.change(function* () {
      yield* ask(sweep, { now });
      yield* ask(sweepFailures, { now });
    }),
});
