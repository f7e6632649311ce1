import Sqlite from 'better-sqlite3';
import { get, m4, member, post } from '../gateway/http.js';
import { freshDatabase, inTurns, run, serve } from './program.js';

const open = ['--anonymous', 'm4', '--dialects', 'm4'];

const lines = [
  { kind: 'users', id: 7, name: 'Somebody' },
  { kind: 'structures', id: 25, fullAddress: '25 Mill Street' },
  { kind: 'customers', id: 45, number: 'SEED-1', name: 'Seeded', userId: 7, structureIds: [25] },
];
const ndjson = (records: readonly object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** The ids in a table, as another process sees the file. */
function ids(database: string, table: string): readonly unknown[] {
  const file = new Sqlite(database.slice('sqlite:'.length), { readonly: true });
  const found = file.prepare(`select id from ${table} order by id`).pluck().all();
  file.close();
  return found;
}

const seed = (database: string, records: readonly object[]) =>
  run(['seed', '-', '--database', database], { input: ndjson(records) });

test('migrate brings a database up to date and says what it did, and --down takes it back', async () => {
  const database = await freshDatabase();
  const migrate = (...args: readonly string[]) => run(['migrate', '--database', database, ...args]);
  const up = await migrate();
  expect(up).toMatchObject({ code: 0, err: '' });
  expect(up.out).toMatch(/^(\d{4}-[\w-]+\n)+$/);
  expect(await migrate()).toMatchObject({ code: 0, out: 'nothing to do\n', err: '' });
  const taken = await migrate('--down');
  expect(taken.code).toBe(0);
  expect(taken.out.trim().split('\n')).toEqual(up.out.trim().split('\n').reverse());
});

test('seed puts records in, does nothing the second time, and changes what differs the third', async () => {
  const database = await freshDatabase();
  expect(await seed(database, lines)).toMatchObject({
    code: 0,
    out: '-: 3 created, 0 changed, 0 unchanged\n',
    err: '',
  });
  expect((await seed(database, lines)).out).toBe('-: 0 created, 0 changed, 3 unchanged\n');
  const changed = [{ ...lines[0], name: 'Somebody else' }, lines[1], { kind: 'customers', id: 46, number: 'SEED-2' }];
  expect((await seed(database, changed as readonly object[])).out).toBe('-: 1 created, 1 changed, 1 unchanged\n');
});

const badLines: readonly (readonly [what: string, line: string, message: RegExp])[] = [
  ['is no JSON', '{"kind":"users",', /^standard input, line 3: it is not valid JSON\.$/],
  [
    'names what is not there',
    '{"kind":"services","id":1,"customerId":404}',
    /, line 3: customerId refers to 404, which/,
  ],
  ['takes a number', '{"kind":"customers","id":46,"number":"n-1"}', /, line 3: another customer has this number\.$/],
];

describe('a line of a seed file that cannot be kept is named; what stands before it stays, and nothing after it is read', () => {
  const turn = inTurns();
  const good = ['{"kind":"users","id":7,"name":"x"}', '{"kind":"customers","id":45,"number":"N-1"}'];
  const outcomes = badLines.map(async ([, bad]) => {
    const database = await freshDatabase();
    const input = [...good, bad, '{"kind":"users","id":99,"name":"too late"}'].join('\n');
    return { database, ...(await turn(() => run(['seed', '-', '--database', database], { input }))) };
  });
  test.each(badLines.map(([what, , message], i) => [what, message, i] as const))('it %s', async (_what, message, i) => {
    const { code, out, err, database } = await (outcomes[i] as (typeof outcomes)[number]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^customer-gateway: [^\n]+\n$/);
    expect(err.slice('customer-gateway: '.length, -1)).toMatch(message);
    expect(ids(database, 'users')).toEqual([7]);
    expect(ids(database, 'customers')).toEqual([45]);
  });
});

test('while it serves, another process seeds the same file, and what it seeds is served at once', async () => {
  const database = await freshDatabase();
  const serving = await serve([...open, '--database', database]);
  expect((await get(serving.url, m4('GetCustomer/45'))).status).toBe(404);
  const writing = Array.from({ length: 20 }, () => post(serving.url, m4('AddCustomer'), { CustomerType: 'B' }));
  const seeded = await seed(database, lines);
  expect(seeded).toMatchObject({ code: 0, err: '' });
  expect((await Promise.all(writing)).map(({ status }) => status)).toEqual(writing.map(() => 200));
  expect(member(await get(serving.url, m4('GetCustomer/45')), 'Name')).toBe('Seeded');

  const second = await serve([...open, '--database', database]);
  const added = await post(second.url, m4('AddCustomer'), { CustomerType: 'R', CustomerNumber: 'FROM-2' });
  const { ID } = JSON.parse(added.text) as { ID: number };
  expect((await get(serving.url, m4(`GetCustomer/${ID}`))).text).toBe(added.text);
  expect((await post(serving.url, m4('AddCustomer'), { CustomerType: 'B', CustomerNumber: 'from-2' })).status).toBe(
    400,
  );
  await Promise.all([serving.stop(), second.stop()]);
});

const users = (database: string, verb: string, args: readonly string[], input = '') =>
  run(['users', verb, ...args, '--database', database], { input });

const basic = (name: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
});

test('a login that was added from standard input lets its owner in, and is listed without its password', async () => {
  const database = await freshDatabase();
  const added = await users(
    database,
    'add',
    ['alice', '--dialect', 'm4', '--group', 'editors'],
    'correct horse\nrest\n',
  );
  expect(added).toMatchObject({ code: 0, out: 'm4: alice added\n', err: '' });
  const serving = await serve(['--dialects', 'm4', '--database', database]);
  const status = async (name: string, password: string) =>
    (await get(serving.url, m4('GetCustomer/1'), basic(name, password))).status;
  expect(await status('alice', 'correct horse')).toBe(404);
  expect(await status('alice', 'wrong horse')).toBe(401);

  expect((await users(database, 'add', ['bob', '--dialect', 'm4'], 'battery staple')).code).toBe(0);
  expect(await status('bob', 'battery staple')).toBe(404);
  const [listed, taken] = await Promise.all([
    users(database, 'list', ['--dialect', 'm4']),
    users(database, 'add', ['alice', '--dialect', 'm4'], 'another one'),
  ]);
  expect(listed.out).toMatch(
    /^DIALECT +NAME +GROUPS +CREATED +CUSTOMERS\nm4 +alice +editors +\S+ +all\nm4 +bob +\S+ +all\n$/,
  );
  expect(listed.out).not.toMatch(/horse|staple|argon/);
  expect(taken).toMatchObject({ code: 1, out: '', err: 'customer-gateway: m4 has an account alice already.\n' });
  expect(await status('alice', 'another one')).toBe(401);
  await serving.stop();
});

test('a revoked login and an old password let nobody in, and without a login left the gateway does not start', async () => {
  const database = await freshDatabase();
  const login = (name: string) => [name, '--dialect', 'm4'];
  await Promise.all(['alice', 'bob'].map((name) => users(database, 'add', login(name), 'correct horse')));
  const [revoked, changed] = await Promise.all([
    users(database, 'revoke', login('alice')),
    users(database, 'passwd', login('bob'), 'battery staple'),
  ]);
  expect(revoked).toMatchObject({ code: 0, out: 'm4: alice revoked\n', err: '' });
  expect(changed).toMatchObject({ code: 0, out: 'm4: bob has a new password\n', err: '' });

  const serving = await serve(['--dialects', 'm4', '--database', database]);
  const status = async (name: string, password: string) =>
    (await get(serving.url, m4('GetCustomer/1'), basic(name, password))).status;
  expect(await status('alice', 'correct horse')).toBe(401);
  expect(await status('bob', 'correct horse')).toBe(401);
  expect(await status('bob', 'battery staple')).toBe(404);
  await serving.stop();

  expect((await users(database, 'revoke', login('bob'))).code).toBe(0);
  const refused = await run(['serve', '--dialects', 'm4', '--port', '0', '--admin-port', '0', '--database', database]);
  expect(refused.err).toMatch(/^customer-gateway: m4 has no credentials: /);
});
