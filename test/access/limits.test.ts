import { createAccess } from '../../src/access/access.js';
import type { Fault } from '../../src/core/fault.js';
import { createDoor, limitersOf, noSessions, right, type Door } from './door.js';

let door: Door;

beforeEach(async () => {
  door = await createDoor();
  await door.add('alice');
  await door.add('bob');
});

afterEach(() => door.engine.close());

let guesses = 0;

async function fail(times: number, name: string, address?: string): Promise<void> {
  for (let turn = 0; turn < times; turn++)
    expect(await door.refusal(name, `guess ${guesses++}`, address)).toBe('unauthenticated');
}

describe('after ten failures of an account from one address', () => {
  beforeEach(() => fail(10, 'alice'));

  test('even the right password is refused there, and no account is looked up for it', async () => {
    const before = door.lookups();
    expect(await door.refusal('alice')).toBe('login-limited');
    expect(door.lookups()).toBe(before);
  });

  test('the caller is told to come back within a quarter of an hour', async () => {
    const refusal = await Promise.resolve()
      .then(() => door.try('alice'))
      .catch((error: unknown) => error);
    const { retryAfter } = (refusal as Fault).details;
    expect(retryAfter).toBeGreaterThan(880);
    expect(retryAfter).toBeLessThanOrEqual(900);
  });

  test('the account may still log in from elsewhere, and others from there', async () => {
    expect(await door.try('alice', right, '198.51.100.7')).toMatchObject({ name: 'alice' });
    expect(await door.try('bob')).toMatchObject({ name: 'bob' });
  });

  test('another process of the gateway refuses too', async () => {
    const limiters = limitersOf(door.engine);
    const { accounts, clock } = door;
    const other = createAccess({
      accounts,
      limiters,
      clock,
      anonymous: new Set(),
      residents: [],
      ...noSessions(door.engine),
    });
    const attempt = () => other.admit('a', { kind: 'basic', name: 'alice', password: right }, '192.0.2.1');
    await expect(attempt()).rejects.toMatchObject({ code: 'login-limited' });
    expect(attempt).toThrow('login-limited');
  });
});

test('a pair remembered from before is refused while it is limited', async () => {
  await door.try('alice');
  await fail(10, 'alice');
  expect(await door.refusal('alice')).toBe('login-limited');
});

test('a success forgets the failures of the account from that address', async () => {
  await fail(9, 'alice');
  await door.try('alice');
  await fail(10, 'alice');
  expect(await door.refusal('alice')).toBe('login-limited');
});

test('a hundred failures of an account from anywhere refuse it everywhere, and nobody else', async () => {
  const addresses = Array.from({ length: 10 }, (_, index) => `198.51.100.${index}`);
  await Promise.all(addresses.map((address) => fail(10, 'alice', address)));
  const before = door.lookups();
  expect(await door.refusal('alice', right, '203.0.113.1')).toBe('login-limited');
  expect(door.lookups()).toBe(before);
  expect(await door.try('bob', right, '203.0.113.1')).toMatchObject({ name: 'bob' });
});

test('a hundred failures from one address refuse every account there, known or not, and nowhere else', async () => {
  const names = Array.from({ length: 10 }, (_, index) => `guess ${index}`);
  await Promise.all(names.map((name) => fail(10, name)));
  const before = door.lookups();
  expect(await door.refusal('alice')).toBe('login-limited');
  expect(await door.refusal('nobody')).toBe('login-limited');
  expect(door.lookups()).toBe(before);
  expect(await door.try('alice', right, '203.0.113.1')).toMatchObject({ name: 'alice' });
});

test('limits end with their time', async () => {
  const short = (keyPrefix: string) => door.engine.limiter({ keyPrefix, points: 1, duration: 2 });
  const limiters = { pair: short('p'), account: short('c'), address: short('d') };
  const { accounts } = door;
  const access = createAccess({
    accounts,
    limiters,
    clock: Date,
    anonymous: new Set(),
    residents: [],
    ...noSessions(door.engine),
  });
  const attempt = async (password: string) =>
    access.admit('a', { kind: 'basic', name: 'alice', password }, '192.0.2.1');
  await expect(attempt('wrong')).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(attempt(right)).rejects.toMatchObject({
    code: 'login-limited',
    details: { retryAfter: expect.any(Number) as number },
  });
  await new Promise((done) => setTimeout(done, 2100));
  expect(await attempt(right)).toMatchObject({ name: 'alice' });
});

test('guesses sent all at once are limited like guesses one by one, but for the four under way', async () => {
  const codes = await Promise.all(Array.from({ length: 60 }, (_, turn) => door.refusal('alice', `wrong ${turn}`)));
  const tried = codes.filter((code) => code === 'unauthenticated').length;
  expect(tried).toBeGreaterThanOrEqual(10);
  expect(tried).toBeLessThanOrEqual(13);
  expect(door.lookups()).toBe(tried);
});

test('four attempts are under way at once and the others wait their turn', async () => {
  const release = door.hold();
  const names = Array.from({ length: 12 }, (_, index) => `guess ${index}`);
  const refusals = Promise.all(names.map((name) => door.refusal(name)));
  while (door.lookups() < 4) await new Promise((done) => setTimeout(done, 5));
  await new Promise((done) => setTimeout(done, 50));
  expect(door.lookups()).toBe(4);
  release();
  expect(new Set(await refusals)).toEqual(new Set(['unauthenticated']));
  expect(door.lookups()).toBe(12);
});

test('neither names nor addresses reach the store in clear', async () => {
  await fail(1, 'a'.repeat(10_000));
  await fail(1, 'alice');
  const keys = (await door.engine.knex()('login_failures').pluck('key')) as readonly string[];
  expect(keys).toHaveLength(5);
  for (const key of keys) expect(key).toMatch(/^login-(pair|account|address):[\w-]{43}$/);
});
