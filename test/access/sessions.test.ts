import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAccess, type Access, type AccessOptions } from '../../src/access/access.js';
import { addAccount, changePassword, grantCustomers, listAccounts, revokeAccount } from '../../src/access/accounts.js';
import type { Caller, SessionCredentials } from '../../src/access/caller.js';
import type { Accounts } from '../../src/access/ports.js';
import { createAccounts } from '../../src/store/accounts.js';
import type { Engine } from '../../src/store/engine.js';
import { migrate } from '../../src/store/migrate.js';
import { createSessions } from '../../src/store/sessions.js';
import { createSqlite } from '../../src/store/sqlite.js';
import { freshFolder } from '../support/folders.js';
import { codeOf, limitersOf, right } from './door.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const address = '192.0.2.1';
const wrong = 'battery staple';

const demo = {
  residents: [{ dialect: 'a', name: 'guest', password: 'guest', groups: ['visitors'], customers: new Set([7]) }],
  residentSessions: [{ id: '0123456789abcdef0123456789abcdef', dialect: 'a', name: 'guest' }],
};

let folder: string;
let engine: Engine;
let accounts: Accounts;
let now: number;
/** What the sessions in the database were asked. */
let asked: string[];
/** What goes on behind the answers. */
let behind: Promise<unknown>[];
let access: Access;

const clock = { now: () => now };

function open(options: Partial<AccessOptions> = {}): Access {
  const sessions = createSessions(engine);
  const spied = {
    ...sessions,
    find: (hash: string, at: number) => {
      asked.push('find');
      return sessions.find(hash, at);
    },
    extend: (hash: string, until: number) => {
      asked.push('extend');
      const extended = sessions.extend(hash, until);
      behind.push(extended);
      return extended;
    },
  };
  const standard = { anonymous: new Set<string>(), residents: [], residentSessions: [], residentKeys: [], pepper: '' };
  return createAccess({ accounts, limiters: limitersOf(engine), sessions: spied, clock, ...standard, ...options });
}

beforeEach(async () => {
  folder = await freshFolder();
  engine = createSqlite(join(folder, 'customers.db'));
  await migrate(engine);
  accounts = createAccounts(engine);
  now = Date.UTC(2026, 0, 1);
  asked = [];
  behind = [];
  access = open();
  await addAccount(accounts, clock, { dialect: 'a', name: 'alice', password: right, groups: ['editors'] });
});

afterEach(() => engine.close());

const login = (name = 'alice', password = right, where = access) => where.begin('a', { name, password }, address);

const begun = async (...of: Parameters<typeof login>): Promise<string> => (await login(...of)).session ?? '';

/** A request that comes with these credentials. */
async function asking(given: Omit<SessionCredentials, 'kind'>, where = access, dialect = 'a'): Promise<Caller> {
  const caller = await where.admit(dialect, { kind: 'session', ...given }, address);
  await Promise.all(behind);
  return caller;
}

const refusal = (id: string, where = access, dialect = 'a') => codeOf(() => asking({ id }, where, dialect));

const stored = async (): Promise<number> => (await engine.knex()('sessions').select('hash')).length;

test('a login begins a session, and a request in that session comes from whoever logged in', async () => {
  const { account, ...caller } = await login();
  expect(caller).toMatchObject({ name: 'alice', groups: ['editors'] });
  expect(account).toBe(1);
  expect(await asking({ id: caller.session ?? '' })).toMatchObject(caller);
});

test('the id of a session is 32 hexadecimal digits, and another one each time', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => begun()));
  expect(new Set(ids).size).toBe(20);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
});

test('a login with a wrong password begins nothing', async () => {
  expect(await codeOf(() => login('alice', wrong))).toBe('unauthenticated');
  expect(await codeOf(() => login('nobody'))).toBe('unauthenticated');
  expect(await stored()).toBe(0);
});

test.each([
  ['an id nobody was given', 'f'.repeat(32)],
  ['no id at all', ''],
  ['what is stored of an id', 'hash'],
  ['an id in capitals', 'capitals'],
  ['an id with a blank behind it', 'blank'],
])('%s is refused', async (_title, given) => {
  const id = await begun();
  const hash = createHash('sha256').update(id).digest('hex');
  const tried = { hash, capitals: id.toUpperCase().replace(/^\d+$/, 'A'), blank: `${id} ` }[given] ?? given;
  expect(tried).not.toBe(id);
  expect(await refusal(tried)).toBe('unauthenticated');
  expect(await codeOf(() => asking({}))).toBe('unauthenticated');
});

test('a session ends an hour after its last use, to the millisecond', async () => {
  const id = await begun();
  now += hour - 1;
  expect(await asking({ id })).toMatchObject({ name: 'alice' });
  now += hour - 1;
  expect(await asking({ id })).toMatchObject({ name: 'alice' });
  now += hour;
  expect(await refusal(id)).toBe('unauthenticated');
});

test('a session that is used all the time goes on for ever', async () => {
  const id = await begun();
  for (let times = 0; times < 50; times++) {
    now += 59 * minute;
    expect(await asking({ id })).toMatchObject({ name: 'alice' });
  }
});

test('a request in a session asks one thing, and begins the hour anew at most once a minute', async () => {
  const id = await begun();
  for (let seconds = 0; seconds < 60; seconds++) {
    await asking({ id });
    now += second;
  }
  expect(asked).toEqual(Array.from({ length: 60 }, () => 'find'));
  asked = [];
  for (let seconds = 0; seconds < 300; seconds++) {
    now += second;
    await asking({ id });
  }
  expect(asked.filter((what) => what === 'find')).toHaveLength(300);
  const extended = asked.filter((what) => what === 'extend').length;
  expect(extended).toBeGreaterThanOrEqual(4);
  expect(extended).toBeLessThanOrEqual(5);
});

test('a session that could not be extended is answered all the same', async () => {
  const id = await begun();
  const failing = { ...createSessions(engine), extend: () => Promise.reject(new Error('the disk is full')) };
  now += 2 * minute;
  expect(await asking({ id }, open({ sessions: failing }))).toMatchObject({ name: 'alice' });
});

test('ending a session ends that one, once', async () => {
  const [first, other] = [await begun(), await begun()];
  expect(await access.end(first)).toBe(true);
  expect(await refusal(first)).toBe('unauthenticated');
  expect(await access.end(first)).toBe(false);
  expect(await asking({ id: other })).toMatchObject({ name: 'alice' });
});

test('revoking an account ends its sessions at once, and a new account of its name does not wake them', async () => {
  const id = await begun();
  await revokeAccount(accounts, clock, { dialect: 'a', name: 'alice' });
  expect(await refusal(id)).toBe('unauthenticated');
  await addAccount(accounts, clock, { dialect: 'a', name: 'alice', password: right, groups: [] });
  expect(await refusal(id)).toBe('unauthenticated');
});

test('a new password ends the sessions at once, and whatever the old one begins while it is still remembered', async () => {
  const id = await begun();
  await changePassword(accounts, clock, { dialect: 'a', name: 'alice' }, 'a new password');
  expect(await refusal(id)).toBe('unauthenticated');
  expect(await refusal(await begun('alice', right))).toBe('unauthenticated');
  const next = await begun('alice', 'a new password');
  expect(await asking({ id: next })).toMatchObject({ name: 'alice', groups: ['editors'] });
  now += minute;
  expect(await codeOf(() => login())).toBe('unauthenticated');
  expect(await asking({ id: next })).toMatchObject({ name: 'alice' });
});

test('an account with a new password reaches what it reached before, since when it did', async () => {
  const [before] = await listAccounts(accounts, ['a']);
  await grantCustomers(accounts, { dialect: 'a', name: 'alice' }, [3134]);
  now += hour;
  await changePassword(accounts, clock, { dialect: 'a', name: 'alice' }, 'a new password');
  const customers = new Set([3134]);
  expect(await listAccounts(accounts, ['a'])).toEqual([{ ...before, id: 2, customers }]);
  expect((await asking({ id: await begun('alice', 'a new password') })).customers).toEqual(customers);
});

test('what an account may reach is in force with the next request of its sessions', async () => {
  const id = await begun();
  expect(await asking({ id })).not.toHaveProperty('customers');
  await grantCustomers(accounts, { dialect: 'a', name: 'alice' }, [3134]);
  expect((await asking({ id })).customers).toEqual(new Set([3134]));
});

test('a session of one dialect is nothing in another', async () => {
  await addAccount(accounts, clock, { dialect: 'b', name: 'alice', password: right, groups: [] });
  const id = await begun();
  expect(await refusal(id, access, 'b')).toBe('unauthenticated');
  expect(await asking({ id })).toMatchObject({ name: 'alice' });
});

test('a session outlives its process and serves every other over the same database', async () => {
  const id = await begun();
  expect(await asking({ id }, open())).toMatchObject({ name: 'alice', groups: ['editors'] });
});

test('the database holds the hash of a session’s id and the id nowhere', async () => {
  const ids = await Promise.all(Array.from({ length: 5 }, () => begun()));
  now += 2 * minute;
  for (const id of ids) await asking({ id });
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))));
  const bytes = Buffer.concat(files);
  for (const id of ids) {
    expect(bytes.includes(createHash('sha256').update(id).digest('hex'))).toBe(true);
    expect(bytes.includes(id)).toBe(false);
    expect(bytes.includes(Buffer.from(id, 'hex'))).toBe(false);
  }
});

test('sweeping removes the sessions that have expired and no others', async () => {
  const old = await begun();
  now += 30 * minute;
  const young = await begun();
  await access.sweep();
  expect(await stored()).toBe(2);
  now += 30 * minute;
  await access.sweep();
  expect(await stored()).toBe(1);
  expect(await refusal(old)).toBe('unauthenticated');
  expect(await asking({ id: young })).toMatchObject({ name: 'alice' });
});

test('ten failed logins refuse even the right one, and sessions begun before go on', async () => {
  const id = await begun();
  for (let turn = 0; turn < 10; turn++) {
    expect(await codeOf(() => login('alice', `wrong ${turn}`))).toBe('unauthenticated');
  }
  expect(await codeOf(() => login())).toBe('login-limited');
  expect(await codeOf(() => asking({ login: { name: 'alice', password: right } }))).toBe('login-limited');
  expect(await asking({ id })).toMatchObject({ name: 'alice' });
});

describe('a request that brings a login', () => {
  const ours = { name: 'alice', password: right };

  test('begins a session when it has none, or none any more', async () => {
    const first = await asking({ login: ours });
    expect(first.session).toMatch(/^[0-9a-f]{32}$/);
    const next = await asking({ id: 'f'.repeat(32), login: ours });
    expect(next.session).not.toBe(first.session);
    expect(await asking({ id: next.session ?? '' })).toMatchObject({ name: 'alice', session: next.session });
  });

  test('stays in the session it has already, without a look at the password', async () => {
    const id = await begun();
    expect(await asking({ id, login: { ...ours, password: wrong } })).toMatchObject({ session: id });
    expect(await stored()).toBe(1);
  });

  test('begins another one for another name', async () => {
    await addAccount(accounts, clock, { dialect: 'a', name: 'bob', password: right, groups: [] });
    const id = await begun();
    const caller = await asking({ id, login: { name: 'bob', password: right } });
    expect(caller).toMatchObject({ name: 'bob' });
    expect(caller.session).not.toBe(id);
    expect(await codeOf(() => asking({ id, login: { name: 'bob', password: wrong } }))).toBe('unauthenticated');
  });
});

describe('the demo', () => {
  const [published] = demo.residentSessions.map(({ id }) => id) as [string];

  test('has a published session that never expires, in its own process and dialect only', async () => {
    const resident = open(demo);
    now += 1000 * hour;
    const caller = await asking({ id: published }, resident);
    expect(caller).toEqual({ name: 'guest', groups: ['visitors'], customers: new Set([7]), session: published });
    expect(await refusal(published)).toBe('unauthenticated');
    expect(await refusal(published, resident, 'b')).toBe('unauthenticated');
    expect(asked).not.toContain('extend');
    expect(await stored()).toBe(0);
  });

  test('cannot have its published session ended', async () => {
    const resident = open(demo);
    expect(await resident.end(published)).toBe(false);
    expect(await asking({ id: published }, resident)).toMatchObject({ name: 'guest' });
  });

  test('stores the session of a login, which serves every process that has its logins, and no other', async () => {
    const id = await begun('guest', 'guest', open(demo));
    expect(await stored()).toBe(1);
    expect(await asking({ id }, open(demo))).toMatchObject({ name: 'guest', customers: new Set([7]) });
    expect(await refusal(id)).toBe('unauthenticated');
    expect(await refusal(id, open({ ...demo, residents: [] }))).toBe('unauthenticated');
  });

  test('has sessions that slide and expire like any other', async () => {
    const resident = open(demo);
    const id = await begun('guest', 'guest', resident);
    now += hour - 1;
    await asking({ id }, resident);
    now += hour;
    expect(await refusal(id, resident)).toBe('unauthenticated');
  });
});
