import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { customerMain } from '../../../dialects/customer-main/index.js';
import { addKey, revokeAccount } from '../../../src/access/accounts.js';
import { startApp, type App } from '../../../src/app.js';
import { loadConfig, type Flags } from '../../../src/config.js';
import { openReady } from '../../../src/database.js';
import { createLog, type Log } from '../../../src/log.js';
import { systemClock } from '../../../src/runtime.js';
import { createAccounts } from '../../../src/store/accounts.js';
import { freshFolder } from '../../support/folders.js';

const pepper = 'a secret that is kept apart from the database';
const key = 'MNX0000001';

let folder: string;
let lines: string[];
let log: Log;
let app: App | undefined;

beforeEach(async () => {
  folder = await freshFolder();
  lines = [];
});

afterEach(async () => {
  await app?.stop();
  // What is written a moment later would stand among the lines of the next test.
  log.flush();
  app = undefined;
  await rm(folder, { recursive: true });
});

const url = (): string => `sqlite:${join(folder, 'customers.db')}`;

async function withAccounts(work: (accounts: ReturnType<typeof createAccounts>) => Promise<unknown>): Promise<void> {
  const { engine } = await openReady(url());
  await work(createAccounts(engine));
  await engine.close();
}

const addTheKey = () =>
  withAccounts((accounts) => addKey(accounts, systemClock, { dialect: 'customer-main', name: 'shop', key, pepper }));

async function start(flags: Flags = {}): Promise<URL> {
  log = createLog('info', (text) => lines.push(text));
  const given = { port: 0, adminPort: 0, adminToken: 'token', database: url(), keyPepper: pepper, ...flags };
  app = await startApp(loadConfig(given, {}), [customerMain], log).finally(() => log.flush());
  return new URL(app.vendorUrl);
}

const messageOf = (starting: Promise<unknown>): Promise<unknown> =>
  starting.then(
    () => 'started',
    (error: Error) => error.message,
  );

test('a key of the database lets its owner in, and the demo’s lets nobody in', async () => {
  await addTheKey();
  const base = await start();
  const answer = await fetch(new URL(`/api/customer/add/${key}?Custname=A&Status=Active`, base));
  expect(await answer.json()).toMatchObject({ Code: 200, ResponseObject: { CUSTNO: '0000000001' } });
  const refused = await fetch(new URL('/api/customer/get/123456789?CustNumOrName=A', base));
  expect(await refused.json()).toMatchObject({ Code: 403, Message: 'Invalid API Key.', IsValidUser: false });
});

test('no key is written into the log, whatever becomes of its request', async () => {
  await addTheKey();
  const base = await start();
  const guess = 'MNX0000002';
  for (const one of [key, guess]) {
    await fetch(new URL(`/api/customer/get/${one}?CustNumOrName=A`, base));
    await fetch(new URL(`/api/customer/get?apiKey=${one}`, base));
    await fetch(new URL(`/api/CustomerAdd/${one}`, base));
    await fetch(new URL(`/${one}`, base));
    await fetch(new URL(`/api/customer/edit/${one}`, base), { method: 'POST', body: '{' });
    await fetch(new URL(`/api/customer/edit/${one}`, base), { method: 'DELETE' });
  }
  log.flush();
  const written = lines.join('');
  expect(written.match(/"message":"request"/g)).toHaveLength(12);
  expect(written).not.toMatch(/MNX000000[12]/);
});

test('with too many wrong keys an address is refused in the same words, and told when to come back', async () => {
  await addTheKey();
  const base = await start();
  for (let guess = 0; guess < 100; guess++) await fetch(new URL(`/api/customer/get/guess-${guess}`, base));
  const refused = await fetch(new URL(`/api/customer/get/${key}?CustNumOrName=A`, base));
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ Message: 'Invalid API Key.' });
});

test('customers beyond the reach of a key do not exist for it', async () => {
  await addTheKey();
  await withAccounts((accounts) => accounts.changeReach('customer-main', 'shop', () => new Set([2])));
  const base = await start();
  for (const name of ['A', 'B']) await fetch(new URL(`/api/customer/add/${key}?Custname=${name}&Status=Active`, base));
  const get = async (name: string): Promise<unknown> =>
    (await fetch(new URL(`/api/customer/get/${key}?CustNumOrName=${name}`, base))).json();
  expect(await get('B')).toMatchObject({ Code: 200 });
  expect(await get('A')).toMatchObject({ Code: 403, Message: 'Customer does not exists.', IsValidUser: true });
  const edited = await fetch(new URL(`/api/customer/edit/${key}?Custname=A&Phone=1`, base));
  expect(await edited.json()).toMatchObject({ Message: 'Customer edit failed.Customer does not exists.' });
});

test('without a key, or without the pepper to check it with, nothing is served', async () => {
  const add = "make one with 'customer-gateway keys add NAME --dialect customer-main'";
  expect(await messageOf(start())).toBe(
    `customer-main has no credentials: ${add}, or serve with --anonymous customer-main.`,
  );
  await addTheKey();
  expect(await messageOf(start({ keyPepper: '' }))).toMatch(/^GATEWAY_KEY_PEPPER is not set/);
  expect(await messageOf(start({ keyPepper: 'short' }))).toBe('GATEWAY_KEY_PEPPER must have 32 characters or more.');
  await withAccounts((accounts) => revokeAccount(accounts, systemClock, { dialect: 'customer-main', name: 'shop' }));
  expect(await messageOf(start())).toContain('has no credentials');
});
