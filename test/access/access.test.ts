import { changePassword, revokeAccount } from '../../src/access/accounts.js';
import { codeOf, createDoor, right, type Door } from './door.js';

let door: Door;

afterEach(() => door.engine.close());

describe('an account in the database', () => {
  beforeEach(async () => {
    door = await createDoor();
    await door.add('alice', ['editors']);
  });

  test('is admitted with its password, by name and groups', async () => {
    expect(await door.try('alice')).toMatchObject({ name: 'alice', groups: ['editors'] });
  });

  test('is refused with another password, without one, and in another dialect', async () => {
    expect(await door.refusal('alice', 'wrong')).toBe('unauthenticated');
    expect(await codeOf(() => door.access.admit('a', undefined, '192.0.2.1'))).toBe('unauthenticated');
    const elsewhere = { kind: 'basic', name: 'alice', password: right } as const;
    expect(await codeOf(() => door.access.admit('b', elsewhere, '192.0.2.1'))).toBe('unauthenticated');
  });

  test('is not found by a name that only looks like its own', async () => {
    for (const name of ['Alice', 'alice ', 'alice\0', '', 'alic', 'a'.repeat(100_000)])
      expect(await door.refusal(name)).toBe('unauthenticated');
  });

  test('is admitted at once, without a promise, when its password was verified within the last minute', async () => {
    await door.try('alice');
    door.clock.move(59_999);
    expect(door.try('alice')).toMatchObject({ name: 'alice', groups: ['editors'] });
    expect(door.try('alice', right, '198.51.100.7')).toMatchObject({ name: 'alice', groups: ['editors'] });
    expect(door.lookups()).toBe(1);
  });

  test('is verified again after a minute, and after a clock that went back', async () => {
    for (const step of [60_000, -1]) {
      await door.try('alice');
      door.clock.move(step);
      expect(door.try('alice')).toBeInstanceOf(Promise);
      await door.try('alice');
    }
  });

  test('is remembered with the password that was verified and no other', async () => {
    await door.try('alice');
    expect(await door.refusal('alice', 'correct horsf')).toBe('unauthenticated');
    expect(await door.refusal('alic', `e${right}`)).toBe('unauthenticated');
  });

  test('is refused within a minute of its revocation', async () => {
    await door.try('alice');
    await revokeAccount(door.accounts, door.clock, { dialect: 'a', name: 'alice' });
    door.clock.move(60_000);
    expect(await door.refusal('alice')).toBe('unauthenticated');
  });

  test('is refused with its old password within a minute of a new one, which is good at once', async () => {
    await door.try('alice');
    await changePassword(door.accounts, door.clock, { dialect: 'a', name: 'alice' }, 'battery staple');
    expect(await door.try('alice', 'battery staple')).toMatchObject({ name: 'alice' });
    door.clock.move(60_000);
    expect(await door.refusal('alice')).toBe('unauthenticated');
  });

  test('is verified once for requests that come together', async () => {
    const callers = await Promise.all(Array.from({ length: 50 }, async () => door.try('alice')));
    expect(callers).toHaveLength(50);
    expect(door.lookups()).toBe(1);
  });

  test('cannot be told from an unknown one by how soon it is refused', async () => {
    const fastest = { alice: Infinity, nobody: Infinity };
    for (let turn = 1; turn <= 6 || (turn <= 40 && fastest.nobody / fastest.alice <= 0.4); turn++) {
      for (const name of ['alice', 'nobody'] as const) {
        const start = performance.now();
        await door.refusal(name, `wrong ${turn}`, `192.0.2.${turn}`);
        fastest[name] = Math.min(fastest[name], performance.now() - start);
      }
    }
    expect(fastest.nobody / fastest.alice).toBeGreaterThan(0.4);
  });
});

describe('an anonymous dialect', () => {
  test('admits everybody at once and ignores what credentials are sent', async () => {
    door = await createDoor({ anonymous: new Set(['a']) });
    const anonymous = { name: 'anonymous', groups: [] };
    expect(door.access.admit('a', undefined, '192.0.2.1')).toEqual(anonymous);
    for (let turn = 0; turn < 20; turn++) expect(door.try('alice', `wrong ${turn}`)).toEqual(anonymous);
    expect(await codeOf(() => door.access.admit('b', undefined, '192.0.2.1'))).toBe('unauthenticated');
    expect(door.lookups()).toBe(0);
  });
});

describe('a resident account', () => {
  const customers = new Set([1, 2]);
  const demo = { dialect: 'a', name: 'demo', password: 'published', groups: ['viewers'], customers };

  beforeEach(async () => {
    door = await createDoor({ residents: [demo] });
  });

  test('is admitted with its password, groups and customers, and then remembered', async () => {
    expect(await door.try('demo', 'published')).toMatchObject({ name: 'demo', groups: ['viewers'], customers });
    expect(door.try('demo', 'published')).not.toBeInstanceOf(Promise);
  });

  test('is refused with another password, and limited like any other', async () => {
    for (let turn = 0; turn < 10; turn++) expect(await door.refusal('demo', `wrong ${turn}`)).toBe('unauthenticated');
    expect(await door.refusal('demo', 'published')).toBe('login-limited');
  });

  test('gives way to an account of its name in the database', async () => {
    await door.add('demo', ['editors']);
    expect(await door.refusal('demo', 'published')).toBe('unauthenticated');
    expect(await door.try('demo')).toMatchObject({ name: 'demo', groups: ['editors'] });
  });

  test('counts as a credential of its dialect, as an account in the database does', async () => {
    expect(await door.access.hasCredentials('a')).toBe(true);
    expect(await door.access.hasCredentials('b')).toBe(false);
    const account = { dialect: 'b', name: 'bob', passwordHash: '', groups: [], createdAt: '' };
    await door.accounts.add(account);
    expect(await door.access.hasCredentials('b')).toBe(true);
  });
});
