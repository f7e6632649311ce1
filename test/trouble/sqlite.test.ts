import Sqlite from 'better-sqlite3';
import { databases, type TestDatabase } from '../support/databases.js';
import { add, load, m4 } from '../replicas/load.js';
import { ask, killAll, launch, run, until, type Answer, type Replica } from '../replicas/replica.js';

let database: TestDatabase;
let gateway: Replica;
let other: Sqlite.Database;

beforeAll(async () => {
  database = await databases.sqlite();
  gateway = await launch(database.url, ['--demo']);
  other = new Sqlite(database.url.replace('sqlite:', ''));
});

afterAll(async () => {
  expect(gateway.complaints()).toBe('');
  other.close();
  await killAll();
  await database.drop();
});

const failed = { status: 500, text: '{"Message":"An error has occurred."}' };

const get = (): Promise<Answer> => ask(gateway.url, m4('GetCustomer/125'));

const timed = async (work: () => Promise<Answer>) => {
  const from = performance.now();
  const { status, text } = await work();
  return { status, text, ms: performance.now() - from };
};

const numbers = (): readonly unknown[] => other.prepare('select number_key from customers').pluck().all();

test('while another process writes, changes wait their turn and reads are answered', async () => {
  other.exec('begin exclusive');
  const waiting = timed(() => add(gateway.url, { CustomerNumber: 'patient' }));
  const reads = [];
  for (let i = 0; i < 40; i++) {
    reads.push(await timed(get));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  other.exec('commit');
  expect(reads.filter(({ status }) => status !== 200)).toEqual([]);
  expect(reads.map(({ ms }) => ms).sort((a, b) => a - b)[20]).toBeLessThan(500);
  const { status, ms } = await waiting;
  expect([status, ms > 700]).toEqual([200, true]);
  expect(numbers()).toContain('patient');
});

test('a file that stays locked is waited for five seconds; then changes fail and the gateway is not ready', async () => {
  other.exec('begin exclusive');
  const early = timed(() => add(gateway.url, { CustomerNumber: 'early' }));
  const unready = until(async () => !(await gateway.ready()));
  expect(await early).toMatchObject(failed);
  expect((await early).ms).toBeGreaterThan(4500);
  expect((await early).ms).toBeLessThan(15_000);
  await unready;
  expect((await get()).status).toBe(200);
  const late = timed(() => add(gateway.url, { CustomerNumber: 'late' }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  other.exec('rollback');
  expect((await late).status).toBe(200);
  await until(() => gateway.ready());
  expect(numbers()).toContain('late');
  expect(numbers()).not.toContain('early');
});

test('a wrong password is counted once the other process has ended, and nobody waits for that but who sent it', async () => {
  await run(['users', 'add', 'joe', '--dialect', 'm4', '--database', database.url], {}, 'a long password').ended();
  const guarded = await launch(database.url, ['--dialects', 'm4']);
  const login = (password: string) => {
    const headers = { Authorization: `Basic ${Buffer.from(`joe:${password}`).toString('base64')}` };
    return timed(() => ask(guarded.url, m4('GetCustomer/125'), { headers }));
  };
  expect((await login('a long password')).status).toBe(200);
  other.exec('begin exclusive');
  const wrong = login('a wrong password');
  await new Promise((resolve) => setTimeout(resolve, 200));
  const remembered = await login('a long password');
  other.exec('commit');
  expect([remembered.status, remembered.ms < 2500]).toEqual([200, true]);
  expect((await wrong).status).toBe(401);
  expect(other.prepare('select count(*) from login_failures').pluck().get()).toBe(3);
  expect(await guarded.stop()).toBe(0);
});

test('another process that writes again and again delays changes and starves none', async () => {
  const writing = load([gateway.url], { name: 'shared', clients: 4, pause: 0 });
  const end = performance.now() + 1500;
  while (performance.now() < end || writing.sofar.acknowledged.length <= 10) {
    other.exec('begin immediate; update marks set value = value; commit');
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { acknowledged, refused, dropped } = await writing.end();
  expect([refused, dropped]).toEqual([[], []]);
  const kept = new Set(numbers());
  expect(acknowledged.filter((number) => !kept.has(number))).toEqual([]);
});
