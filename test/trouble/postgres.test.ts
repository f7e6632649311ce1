import { openReady } from '../../src/database.js';
import { databases, type TestDatabase } from '../support/databases.js';
import { add, load, m4 } from '../replicas/load.js';
import { ask, killAll, launch, until, type Answer, type Replica } from '../replicas/replica.js';
import { openSession, rowsOf, type Session } from './session.js';

let database: TestDatabase;
let gateway: Replica;
let other: Session;

beforeAll(async () => {
  database = await databases.postgres();
  gateway = await launch(bounded('lock_timeout', 1500), ['--demo']);
  other = await openSession(database.url);
});

afterAll(async () => {
  expect(gateway.complaints()).toBe('');
  await other.end();
  await killAll();
  await database.drop();
});

/** The database's URL with a bound of its own, in milliseconds. */
function bounded(name: string, milliseconds: number): string {
  const url = new URL(database.url);
  url.searchParams.set(name, String(milliseconds));
  return url.href;
}

const failed = { status: 500, text: '{"Message":"An error has occurred."}' };

const get = (base = gateway.url): Promise<Answer> => ask(base, m4('GetCustomer/125'));

const update = (ID: number, change: object, base = gateway.url): Promise<Answer> =>
  ask(base, m4('UpdateCustomer'), { body: { ID, ...change } });

const seconds = async (work: Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work;
  return (performance.now() - from) / 1000;
};

const killConnections = `select pg_terminate_backend(pid) from pg_stat_activity
                         where datname = current_database() and pid <> pg_backend_pid()`;

test('connections that are killed cost the requests on them, and neither the process nor its readiness', async () => {
  const writing = load([gateway.url], { name: 'killed' });
  let unready = 0;
  for (let round = 0; round < 3; round++) {
    const sofar = writing.sofar.acknowledged.length;
    await until(() => writing.sofar.acknowledged.length > sofar + 50);
    expect((await other.run(killConnections)).length).toBeGreaterThan(0);
    if (!(await gateway.ready())) unready += 1;
  }
  const before = writing.sofar.acknowledged.length;
  await until(() => writing.sofar.acknowledged.length > before + 20);
  const { acknowledged, refused, dropped } = await writing.end();
  expect(unready).toBe(0);
  expect(dropped).toEqual([]);
  expect(refused.filter((status) => status !== 500)).toEqual([]);
  const kept = new Set(await other.run('select number_key from customers'));
  expect(acknowledged.filter((number) => !kept.has(number))).toEqual([]);
});

test('a customer that somebody else holds is waited for so long and no longer, while others are changed and shown', async () => {
  await other.run('begin');
  await other.run('select id from customers where id = 125 for update');
  const waiting = update(125, { Name: 'Held' });
  expect((await get()).status).toBe(200);
  expect((await update(45, { Name: 'Free' })).status).toBe(200);
  expect(await seconds(waiting)).toBeLessThan(10);
  expect(await waiting).toMatchObject(failed);
  expect(await gateway.ready()).toBe(true);
  await other.run('rollback');
  expect((await get()).text).not.toContain('Held');
  expect((await update(125, { Name: 'Held no more' })).status).toBe(200);
  expect(await gateway.ready()).toBe(true);
});

test('of two that wait for each other the gateway gives way, and then has its turn', async () => {
  const deadlocks = 'select deadlocks::int from pg_stat_database where datname = current_database()';
  await other.run("set deadlock_timeout = '20s'");
  await other.run('begin');
  await other.run("update customers set number_key = 'crossed' where id = 45");
  const waiting = update(125, { CustomerNumber: 'Crossed' });
  await until(async () => (await rowsOf(database.url, 'select pid from pg_locks where not granted')).length > 0);
  await other.run("update customers set phone_key = 'x' where id = 125");
  await other.run('rollback');
  expect((await waiting).status).toBe(200);
  expect(JSON.parse((await get()).text)).toMatchObject({ CustomerNumber: 'Crossed' });
  await until(async () => Number((await rowsOf(database.url, deadlocks))[0]) === 1);
});

test('more than can be waited for are refused at once, and everybody is answered', async () => {
  await other.run('begin');
  await other.run('select id from customers where id = 125 for update');
  const holding = Array.from({ length: 10 }, () => update(125, { Name: 'Crowd' }));
  await until(async () => (await rowsOf(database.url, 'select pid from pg_locks where not granted')).length > 0);
  const timed = async () => {
    const from = performance.now();
    const { status } = await get();
    return { status, seconds: (performance.now() - from) / 1000 };
  };
  const crowd = await Promise.all(Array.from({ length: 700 }, timed));
  await other.run('rollback');
  const held = await Promise.all(holding);
  expect([...crowd, ...held].filter(({ status }) => status !== 200 && status !== 500)).toEqual([]);
  expect(crowd.filter((one) => one.status === 500 && one.seconds < 2).length).toBeGreaterThan(100);
  expect(Math.max(...crowd.map((one) => one.seconds))).toBeLessThan(15);
  await until(async () => (await get()).status === 200 && (await gateway.ready()));
});

test('a database that takes no changes makes the gateway not ready until it does, and is read meanwhile', async () => {
  const name = new URL(database.url).pathname.slice(1);
  const readOnly = (on: string): Promise<unknown> =>
    rowsOf(database.url, `alter database ${name} set default_transaction_read_only = ${on}`);
  await readOnly('on');
  await other.run(killConnections);
  await until(async () => !(await gateway.ready()));
  expect(await add(gateway.url, { CustomerNumber: 'read-only' })).toMatchObject(failed);
  expect((await get()).status).toBe(200);
  await other.run(`set default_transaction_read_only = off`);
  await other.run(`alter database ${name} reset default_transaction_read_only`);
  await other.run(killConnections);
  await until(() => gateway.ready());
  expect(await other.run("select id from customers where number_key = 'read-only'")).toEqual([]);
  await until(async () => (await add(gateway.url, { CustomerNumber: 'read-only' })).status === 200);
});

test('a statement that takes too long is cancelled, and a change that cannot be serialized is run again', async () => {
  const url = new URL(bounded('statement_timeout', 500));
  url.searchParams.set('options', '-c default_transaction_isolation=serializable');
  const strict = await launch(url.href, ['--demo']);
  await other.run('begin');
  await other.run('lock table customers in access exclusive mode');
  const waiting = get(strict.url);
  expect(await seconds(waiting)).toBeLessThan(10);
  expect(await waiting).toMatchObject(failed);
  await other.run('rollback');
  expect((await get(strict.url)).status).toBe(200);

  const conflicts = 'select xact_rollback::int from pg_stat_database where datname = current_database()';
  const [before] = await other.run(conflicts);
  for (let round = 0; round < 5; round++) {
    const all = await Promise.all([1, 2, 3].map((i) => update(125, { Name: `Round ${round}.${i}` }, strict.url)));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
  }
  expect(await strict.stop()).toBe(0);
  await until(async () => Number((await rowsOf(database.url, conflicts))[0]) > Number(before));
});

test('a change that goes on after a statement of it was refused is never taken for kept', async () => {
  const { engine, store } = await openReady(database.url);
  const taken = { number: 'Crossed', version: 1, status: 'active', createdAt: new Date().toISOString() } as const;
  const careless = store.change(function* (tx) {
    try {
      yield* tx.customers.insert(taken);
    } catch {
      return 'kept';
    }
    return 'kept';
  });
  await expect(careless).rejects.toThrow('a change went on after a statement of it had failed');
  await engine.close();
});
