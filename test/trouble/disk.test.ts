import Sqlite from 'better-sqlite3';
import { dialects } from '../../dialects/index.js';
import { startApp, type App } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import { prepareDemo } from '../../src/demo.js';
import { createLog } from '../../src/log.js';
import type { Engine } from '../../src/store/engine.js';
import { ask as asking } from '../../src/store/statement.js';
import { databases, type TestDatabase } from '../support/databases.js';
import { add, m4 } from '../replicas/load.js';
import { ask, until } from '../replicas/replica.js';

let database: TestDatabase;
let app: App;
let engine: Engine;
let written = '';

beforeAll(async () => {
  database = await databases.sqlite();
  const log = createLog('info', (text) => (written += text));
  const flags = { port: 0, adminPort: 0, adminToken: 'token', database: database.url, demo: true };
  app = await startApp(loadConfig(flags, {}), dialects, log, async (config, open, to) => {
    await prepareDemo(config, open, to);
    engine = open.engine;
  });
});

afterAll(async () => {
  await app.stop();
  await database.drop();
});

/** Sets something on the connection that the gateway itself uses. */
const pragma = async (sql: string): Promise<unknown> =>
  engine.read(function* () {
    const [row] = yield* asking({ name: sql, build: (q) => q.raw(`pragma ${sql}`) });
    return row?.[0];
  });

const isReady = async (): Promise<boolean> => (await ask(app.adminUrl, '/readyz')).status === 200;

const failed = { status: 500, text: '{"Message":"An error has occurred."}' };

/** The file is sound, and every customer that was added has the event of its making. */
function whole(): void {
  const file = new Sqlite(database.url.replace('sqlite:', ''), { readonly: true });
  const made = "select subject_id from events where operation = 'customer.create' and channel = 'm4'";
  const kept = "select id from customers where json_extract(doc, '$.name') like 'Full%'";
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(file.prepare(`${kept} except ${made}`).all()).toEqual([]);
  expect(file.prepare(`${made} except ${kept}`).all()).toEqual([]);
  file.close();
}

test('a full disk refuses whole changes, is read, and is no trouble any more once there is room', async () => {
  const pages = await pragma('page_count');
  await pragma(`max_page_count = ${String(pages)}`);
  const statuses: number[] = [];
  const Name = `Full ${'x'.repeat(90)}`;
  await until(async () => {
    const { status } = await add(app.vendorUrl, { Name, Description: 'y'.repeat(200) });
    statuses.push(status);
    return status === 500;
  });
  expect(new Set(statuses)).toEqual(new Set([200, 500]));
  await until(async () => !(await isReady()));
  expect((await ask(app.adminUrl, '/readyz')).text).toBe('{"status":"unavailable"}');
  expect((await ask(app.vendorUrl, m4('GetCustomer/125'))).status).toBe(200);
  whole();
  await pragma('max_page_count = 4294967294');
  await until(isReady);
  expect((await add(app.vendorUrl, { Name: 'Full no more' })).status).toBe(200);
  whole();
});

test('a file that cannot be written any more refuses changes and is read, until it can', async () => {
  await pragma('query_only = 1');
  expect(await add(app.vendorUrl, { Name: 'Full of hope' })).toMatchObject(failed);
  await until(async () => !(await isReady()));
  expect((await ask(app.vendorUrl, m4('GetCustomer/125'))).status).toBe(200);
  await pragma('query_only = 0');
  await until(isReady);
  expect((await add(app.vendorUrl, { Name: 'Full again' })).status).toBe(200);
  whole();
});

test('the log says why, once each time, and knows of no bug', () => {
  const lines = written
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  const reasons = lines
    .filter(({ message }) => message === 'the database takes no changes')
    .map(({ reason }) => reason);
  expect(reasons).toEqual(['database or disk is full', 'attempt to write a readonly database']);
  expect(lines.filter(({ message }) => message === 'failed')).toEqual([]);
});
