import { addAccount, changePassword, listAccounts, revokeAccount } from '../../src/access/accounts.js';
import { hashPassword, nobodysHash, verifyPassword } from '../../src/access/passwords.js';
import { codeOf, createDoor, right, type Door } from './door.js';

let door: Door;

beforeEach(async () => {
  door = await createDoor();
});

afterEach(() => door.engine.close());

const add = (name: string, password = right, groups: readonly string[] = [], dialect = 'a') =>
  addAccount(door.accounts, door.clock, { dialect, name, password, groups });

test('a new account is shown with its groups once each, the time, and no hash', async () => {
  const shown = { dialect: 'a', name: 'alice', groups: ['x', 'y'], createdAt: '2026-01-01T00:00:00.000Z' };
  expect(await add('alice', right, ['x', 'y', 'x'])).toEqual({ id: 1, ...shown });
  expect(await listAccounts(door.accounts, ['a'])).toEqual([{ id: 1, ...shown }]);
});

test('a password is kept as an argon2id hash of 19 MiB and two passes, another one each time', async () => {
  await add('alice');
  const account = await door.accounts.find('a', 'alice');
  expect(account?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hashPassword(right)).not.toBe(account?.passwordHash);
});

test('a hash is its own password’s and no other’s, and nobody’s hash is no password’s', async () => {
  const hash = await hashPassword(right);
  expect(await verifyPassword(hash, right)).toBe(true);
  expect(await verifyPassword(hash, `${right} `)).toBe(false);
  expect(await verifyPassword(nobodysHash, right)).toBe(false);
  expect(nobodysHash).toHaveLength(hash.length);
});

test('a name is taken within its dialect until it is revoked', async () => {
  await add('alice');
  expect(await codeOf(() => add('alice'))).toBe('id-taken');
  expect(await codeOf(() => add('alice', right, [], 'b'))).toBeUndefined();
  await revokeAccount(door.accounts, door.clock, { dialect: 'a', name: 'alice' });
  expect(await codeOf(() => add('alice'))).toBeUndefined();
  expect((await listAccounts(door.accounts, ['b', 'a'])).map(({ dialect }) => dialect)).toEqual(['b', 'a']);
});

test('an account that does not exist gets no password and is not revoked', async () => {
  const key = { dialect: 'a', name: 'nobody' };
  expect(await codeOf(() => changePassword(door.accounts, door.clock, key, right))).toBe('record-unknown');
  expect(await codeOf(() => revokeAccount(door.accounts, door.clock, key))).toBe('record-unknown');
});

test.each([
  ['an empty name', '', right, 'name', 'minLength'],
  ['a name of 129 characters', 'é'.repeat(129), right, 'name', 'maxLength'],
  ['a colon in the name', 'a:b', right, 'name', 'pattern'],
  ['a control character in the name', 'a\u0085b', right, 'name', 'pattern'],
  ['a password of seven characters', 'alice', '🐎🐎🐎🐎🐎🐎🐎', 'password', 'minLength'],
  ['a password of 257 characters', 'alice', 'p'.repeat(257), 'password', 'maxLength'],
  ['a control character in the password', 'alice', 'pass\tword', 'password', 'pattern'],
])('%s is refused', async (_title, name, password, member, rule) => {
  await expect(add(name, password)).rejects.toMatchObject({
    code: 'invalid',
    details: { problems: [{ member, rule }] },
  });
});

test('the longest name and password are accepted', async () => {
  expect(await codeOf(() => add('🐎'.repeat(128), '🐎'.repeat(256)))).toBeUndefined();
});

test('a weak new password and an empty group are refused', async () => {
  await add('alice');
  expect(await codeOf(() => changePassword(door.accounts, door.clock, { dialect: 'a', name: 'alice' }, 'short'))).toBe(
    'invalid',
  );
  expect(await codeOf(() => add('bob', right, ['']))).toBe('invalid');
});
