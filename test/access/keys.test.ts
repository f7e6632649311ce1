import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { newKey } from '../../src/access/keys.js';
import { registerKeys } from '../../src/cli/keys.js';
import { Failure } from '../../src/failure.js';
import { requiredPepper } from '../../src/pepper.js';
import { codeOf, createDoor, type Door } from './door.js';

const pepper = 'a secret that is kept apart from the database';
const old = 'MNX0000001';

let door: Door;

beforeEach(async () => {
  const residentKeys = [{ dialect: 'a', name: 'sample', key: '123456789' }];
  door = await createDoor({ pepper, residentKeys });
});

afterEach(() => door.engine.close());

const from = '192.0.2.1';

const enter = (key: string, dialect = 'a', address = from) => door.access.admit(dialect, { kind: 'key', key }, address);
const refusal = (key: string, dialect = 'a', address = from) => codeOf(() => enter(key, dialect, address));

/** Runs a command line in dialect `a`; what it printed, or why it failed. */
async function keys(line: readonly string[], input = '', secret = pepper): Promise<string> {
  const terminal = { input: new PassThrough(), output: new PassThrough(), prompts: new PassThrough() };
  terminal.input.end(input);
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  const open = () => Promise.resolve({ accounts: door.accounts, close: () => Promise.resolve() });
  registerKeys(program, {
    open,
    dialects: ['a', 'b'],
    pepper: () => requiredPepper({ keyPepper: secret }),
    terminal,
  });
  try {
    await program.parseAsync(['keys', ...line], { from: 'user' });
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
  terminal.output.end();
  return text(terminal.output);
}

const added = async (name = 'shop', dialect = 'a'): Promise<string> =>
  / ([A-Za-z0-9]{22})\n$/.exec(await keys(['add', name, '--dialect', dialect]))?.[1] ?? '';

const bring = (key: string, name = 'old') => keys(['add', name, '--dialect', 'a', '--key-stdin'], `${key}\n`);

test('a new key is shown once and lets its owner in, in its own dialect only', async () => {
  const key = await added();
  expect(await enter(key)).toMatchObject({ name: 'shop', groups: [] });
  expect(await refusal(key, 'b')).toBe('unauthenticated');
  expect(await keys(['list'])).not.toContain(key);
  expect(await keys(['list'])).toMatch(/^DIALECT {2}NAME {2}[^]*\na {8}shop/);
});

test('clients keep the keys they have', async () => {
  expect(await bring(old)).toBe('a: old added\n');
  expect(await enter(old)).toMatchObject({ name: 'old' });
  expect(await refusal(old.toLowerCase())).toBe('unauthenticated');
});

test('no two keys are made alike', () => {
  expect(new Set(Array.from({ length: 1000 }, newKey)).size).toBe(1000);
});

test('the database holds nothing that a key could be guessed from without the pepper', async () => {
  await bring(old);
  const [row] = (await door.engine.knex()('accounts').select('*')) as readonly Record<string, unknown>[];
  expect(JSON.stringify(row)).not.toContain(old);
  expect(row).toMatchObject({ password_hash: '', key_hash: expect.stringMatching(/^[\w-]{43}$/) as string });
  const other = await createDoor({ pepper: `${pepper}!` });
  await other.engine.knex()('accounts').insert(row);
  expect(await codeOf(() => other.access.admit('a', { kind: 'key', key: old }, from))).toBe('unauthenticated');
  await other.engine.close();
});

test.each([
  ['a name that is taken', 'shop', 'another-key', 'a has an account shop already.'],
  ['a key that is another name’s', 'other', 'MNX0000002', 'a has an account other already.'],
  ['a short key', 'old', 'MNX000001', 'The key must have at least 10 characters.'],
  ['a key with a slash', 'old', 'MNX/000001', 'The key must consist of characters that a URL holds as they are.'],
  ['a key with a quote', 'old', "MNX0000001'", 'The key must consist of characters that a URL holds as they are.'],
  ['an empty name', '', old, 'The name must have at least 1 character.'],
])('%s is refused in one line', async (_what, name, key, failure) => {
  await bring('MNX0000002', 'shop');
  expect(await bring(key, name)).toBe(failure);
  expect((await door.accounts.list('a')).map((account) => account.name)).toEqual(['shop']);
});

test('without a pepper, or with a short one, no key is made', async () => {
  expect(await keys(['add', 'shop', '--dialect', 'a'], '', '')).toMatch(/^GATEWAY_KEY_PEPPER is not set/);
  const short = await keys(['add', 'shop', '--dialect', 'a'], '', 'guess me');
  expect(short).toBe('GATEWAY_KEY_PEPPER must have 32 characters or more.');
  expect(await door.accounts.list('a')).toEqual([]);
});

test('no key on standard input is refused', async () => {
  expect(await keys(['add', 'shop', '--dialect', 'a', '--key-stdin'])).toBe('There is no key on standard input.');
});

test('a published key lives in the process that was given it', async () => {
  expect(await enter('123456789')).toMatchObject({ name: 'sample' });
  expect(await refusal('123456789', 'b')).toBe('unauthenticated');
  const plain = await createDoor({ residentKeys: [{ dialect: 'a', name: 'sample', key: '123456789' }] });
  expect(await plain.access.admit('a', { kind: 'key', key: '123456789' }, from)).toMatchObject({ name: 'sample' });
  await plain.engine.close();
});

test('a revoked key is refused within a minute', async () => {
  const key = await added();
  await enter(key);
  expect(await keys(['revoke', 'shop', '--dialect', 'a'])).toBe('a: shop revoked\n');
  door.clock.move(59_999);
  expect(await enter(key)).toMatchObject({ name: 'shop' });
  door.clock.move(1);
  expect(await refusal(key)).toBe('unauthenticated');
});

test('a key that was used within the minute is looked up once', async () => {
  const key = await added();
  await enter(key);
  expect(enter(key)).not.toBeInstanceOf(Promise);
});

test('a key may reach the customers it is granted', async () => {
  const key = await added();
  expect(await keys(['grant', 'shop', '7', '8', '--dialect', 'a'])).toBe('a: shop may reach 7, 8\n');
  expect(await enter(key)).toMatchObject({ customers: new Set([7, 8]) });
});

test('a hundred wrong keys close an address, for its right key too, and no other address', async () => {
  const key = await added();
  await enter(key);
  for (let guess = 0; guess < 100; guess++) await refusal(`guess-${guess}`);
  expect(await refusal(key)).toBe('login-limited');
  expect(await enter(key, 'a', '203.0.113.1')).toMatchObject({ name: 'shop' });
});

test('ten tries of one wrong key close that key alone', async () => {
  const key = await added();
  for (let turn = 0; turn < 10; turn++) await refusal(old);
  expect(await refusal(old)).toBe('login-limited');
  expect(await enter(key)).toMatchObject({ name: 'shop' });
});

test('what was guessed reaches the store as a hash only', async () => {
  await refusal(old);
  const kept = (await door.engine.knex()('login_failures').pluck('key')) as readonly string[];
  expect(kept).toHaveLength(3);
  for (const key of kept) expect(key).toMatch(/^login-(pair|account|address):[\w-]{43}$/);
});
