import { addAccount } from '../../src/access/accounts.js';
import { systemClock } from '../../src/runtime.js';
import { createAccounts } from '../../src/store/accounts.js';
import type { Engine } from '../../src/store/engine.js';
import { createPostgres } from '../../src/store/postgres.js';
import { databases, type TestDatabase } from '../support/databases.js';
import { rowsOf } from '../trouble/session.js';
import { openBalancer } from './balancer.js';
import { load, m4, type Load } from './load.js';
import { ask, killAll, launch, until, type Answer, type Replica } from './replica.js';

/** Moves the clock of a process a minute on whenever it is told to. */
const movable = `let shift=0;const now=Date.now;Date.now=()=>now()+shift;process.on('SIGUSR2',()=>{shift+=60000;})`;
const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(movable)}` };

let database: TestDatabase;
let engine: Engine;
let replicas: readonly [Replica, Replica];

const password = 'a long enough password';

const account = (dialect: string, name: string) =>
  addAccount(createAccounts(engine), systemClock, { dialect, name, password, groups: [] });

beforeAll(async () => {
  database = await databases.postgres();
  engine = await createPostgres(database.url);
  await account('m4', 'load');
  await account('n2fe', 'flow');
  const start = () => launch(database.url, ['--dialects', 'm4,n2fe'], env);
  replicas = await Promise.all([start(), start()]);
});

afterAll(async () => {
  await killAll();
  await engine.close();
  await database.drop();
});

const basic = (name: string, given = password) => ({
  Authorization: `Basic ${Buffer.from(`${name}:${given}`).toString('base64')}`,
});

const missing = async (numbers: readonly string[]): Promise<readonly string[]> => {
  const kept = new Set(await rowsOf(database.url, 'select number_key from customers'));
  return numbers.filter((number) => !kept.has(number));
};

const n2fe = (path: string): string => `/jarvis-agent/n2fe/${path}`;

test('a session made on one replica is known to the other, and ended there it is ended on both', async () => {
  const [one, other] = replicas;
  const login = await ask(one.url, n2fe(`__status?username=flow&password=${encodeURIComponent(password)}`));
  const [cookie = ''] = (login.headers['set-cookie'] ?? []).map((header) => header.split(';')[0] ?? '');
  expect(cookie).toMatch(/^N2FE_CGISESSID=[0-9a-f]{32}$/);
  const list = (replica: Replica): Promise<Answer> => ask(replica.url, n2fe('api/customer'), { headers: { cookie } });
  expect((await list(other)).status).toBe(200);
  expect((await ask(other.url, n2fe('__logout'), { headers: { cookie } })).status).toBe(200);
  expect((await list(one)).status).toBe(401);
  expect((await list(other)).status).toBe(401);
});

test('of those who want one number on both replicas at once, one gets it', async () => {
  for (let round = 0; round < 5; round++) {
    const body = { CustomerType: 'B', Name: 'Race', CustomerNumber: `race-${round}` };
    const asking = Array.from({ length: 10 }, (_, i) =>
      ask(replicas[i % 2 ? 1 : 0].url, m4('AddCustomer'), { body, headers: basic('load') }),
    );
    const answers = await Promise.all(asking);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ text }) => text.includes('already exists'))).toHaveLength(9);
  }
});

const read = (replica: Replica, headers: object): Promise<Answer> =>
  ask(replica.url, m4('GetCustomer/1'), { headers: { ...headers } });

test('failed logins on one replica and on the other count together', async () => {
  await account('m4', 'guessed');
  for (let i = 0; i < 10; i++) {
    const { status, headers } = await read(replicas[i % 2 ? 1 : 0], basic('guessed', `guess ${i}`));
    expect([status, headers['retry-after']]).toEqual([401, undefined]);
  }
  for (const replica of replicas) {
    const { status, headers } = await read(replica, basic('guessed'));
    expect(status).toBe(401);
    expect(Number(headers['retry-after'])).toBeGreaterThan(600);
  }
});

test('a login that is revoked is refused at once where it is not remembered, and everywhere within a minute', async () => {
  await account('m4', 'leaving');
  const [one, other] = replicas;
  expect((await read(one, basic('leaving'))).status).not.toBe(401);
  await createAccounts(engine).revoke('m4', 'leaving', new Date().toISOString());
  expect((await read(other, basic('leaving'))).status).toBe(401);
  expect((await read(one, basic('leaving'))).status).not.toBe(401);
  one.child.kill('SIGUSR2');
  await until(async () => (await read(one, basic('leaving'))).status === 401);
});

/** Waits until so many more were added. */
async function more(writing: Load, count: number): Promise<void> {
  const before = writing.sofar.acknowledged.length;
  await until(() => writing.sofar.acknowledged.length >= before + count);
}

test('a rolling restart drops no request', async () => {
  const balancer = await openBalancer();
  for (const { url } of replicas) balancer.add(url);
  const writing = load([balancer.url], { kept: false, headers: basic('load'), name: 'rolling' });
  const next: Replica[] = [];
  for (const old of replicas) {
    await more(writing, 20);
    await balancer.rest(old.url);
    expect(await old.stop()).toBe(0);
    const young = await launch(database.url, ['--dialects', 'm4,n2fe'], env);
    balancer.add(young.url);
    next.push(young);
  }
  await more(writing, 20);
  const { acknowledged, refused, dropped } = await writing.end();
  balancer.close();
  replicas = next as unknown as typeof replicas;
  expect([refused, dropped]).toEqual([[], []]);
  expect(await missing(acknowledged)).toEqual([]);
});

test('a replica that is killed under load takes no acknowledged write with it, and the other goes on', async () => {
  const [one, other] = replicas;
  const writing = load([one.url, other.url], { clients: 16, pause: 0, headers: basic('load'), name: 'killed' });
  await more(writing, 50);
  await one.kill();
  await more(writing, 50);
  const { acknowledged, refused } = await writing.end();
  expect(refused).toEqual([]);
  expect(await missing(acknowledged)).toEqual([]);
  expect(other.complaints()).toBe('');
});
