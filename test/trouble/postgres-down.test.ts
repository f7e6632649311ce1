import { addAccount } from '../../src/access/accounts.js';
import { openReady } from '../../src/database.js';
import { systemClock } from '../../src/runtime.js';
import { createAccounts } from '../../src/store/accounts.js';
import { load, m4 } from '../replicas/load.js';
import { ask, killAll, launch, until, type Answer, type Replica } from '../replicas/replica.js';
import { rowsOf } from './session.js';
import { openServer, type Server } from './server.js';

const login = { name: 'flow', password: 'long-enough' };

let server: Server;
let gateway: Replica;

beforeAll(async () => {
  server = await openServer();
  const { engine } = await openReady(server.url);
  await addAccount(createAccounts(engine), systemClock, { dialect: 'n2fe', ...login, groups: [] });
  await engine.close();
  gateway = await launch(`${server.url}?query_timeout=3000`, ['--anonymous', 'm4', '--dialects', 'm4,n2fe']);
});

afterAll(async () => {
  await killAll();
  await server.remove();
});

const get = (): Promise<Answer> => ask(gateway.url, m4('GetCustomer/1'));

const loggingIn = (): Promise<Answer> =>
  ask(gateway.url, `/jarvis-agent/n2fe/api/customer?username=${login.name}&password=${login.password}`);

const inM4s = { status: 500, text: '{"Message":"An error has occurred."}' };

/** Every customer has the one event of its making, and everything acknowledged is there. */
async function whole(acknowledged: readonly string[]): Promise<void> {
  const kept = new Set(await rowsOf(server.url, 'select number_key from customers'));
  expect(acknowledged.filter((number) => !kept.has(number))).toEqual([]);
  const orphans = `select customers.id from customers full join events on subject = 'customers' and subject_id = customers.id
                   where customers.id is null or events.id is null`;
  expect(await rowsOf(server.url, orphans)).toEqual([]);
}

test('a database that is stopped is answered for in the vendors words until it is started again', async () => {
  const writing = load([gateway.url], { name: 'stopped' });
  await until(() => writing.sofar.acknowledged.length > 30);
  expect(writing.sofar.refused).toEqual([]);
  await server.stop();
  await until(() => writing.sofar.refused.length > 30);
  expect(await get()).toMatchObject(inM4s);
  expect(await loggingIn()).toMatchObject({
    status: 500,
    text: expect.stringContaining('The database is not available.') as string,
  });
  await until(async () => !(await gateway.ready()));
  const { status, text } = await gateway.admin('/v1/customers');
  expect([status, JSON.parse(text)]).toMatchObject([503, { detail: 'the database does not answer now' }]);
  await server.start();
  await until(() => gateway.ready());
  expect((await loggingIn()).status).toBe(200);
  const since = writing.sofar.acknowledged.length;
  await until(() => writing.sofar.acknowledged.length > since + 30);
  const { acknowledged, refused, dropped, slowest } = await writing.end();
  expect(new Set(refused)).toEqual(new Set([500]));
  expect(dropped).toEqual([]);
  expect(slowest).toBeLessThan(10_000);
  await whole(acknowledged);
});

test('a database that answers nothing any more is waited for some seconds, and no longer', async () => {
  const writing = load([gateway.url], { name: 'frozen' });
  await until(() => writing.sofar.acknowledged.length > 10);
  await server.freeze();
  const from = performance.now();
  expect(await get()).toMatchObject(inM4s);
  await until(async () => !(await gateway.ready()));
  await until(() => writing.sofar.refused.length > 8);
  expect(performance.now() - from).toBeLessThan(18_000);
  await server.thaw();
  await until(() => gateway.ready());
  const { acknowledged, refused, dropped, slowest } = await writing.end();
  expect(new Set(refused)).toEqual(new Set([500]));
  expect(dropped).toEqual([]);
  expect(slowest).toBeLessThan(15_000);
  await whole(acknowledged);
  expect(gateway.complaints()).toBe('');
});

test('what happened is told to the log once each time, with the reason', () => {
  const told = gateway.said().map((line) => JSON.parse(line) as { readonly message: string; readonly level: string });
  expect(told.filter(({ message }) => message === 'the database takes no changes')).toHaveLength(2);
  expect(told.filter(({ message }) => message === 'the database takes changes again')).toHaveLength(2);
  expect(told.filter(({ level, message }) => level === 'error' && message === 'failed')).toEqual([]);
});
