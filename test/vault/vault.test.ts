import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../src/failure.js';
import { demoKeys } from '../../src/vault/demo-keys.js';
import { keyRing, newKey } from '../../src/vault/keys.js';
import { createVault, type RotatingVault } from '../../src/vault/vault.js';
import { freshFolder } from '../support/folders.js';

const [first, second] = [newKey('2025'), newKey('2026')];
const place = 'customers/341/payment-methods/1';
const secret = '4111111111111111 and ü';

const vaultOf = (keys: string): RotatingVault => createVault(() => keyRing(keys));

const fault = (reason: string) => ({ code: 'secrets-unavailable', details: { reason } });

test('a secret opens in its place, and its sealed text tells nothing of it', async () => {
  const vault = vaultOf(first);
  const sealed = await vault.seal(secret, place);
  expect(Buffer.from(sealed, 'base64').toString('latin1') + sealed).not.toContain('4111');
  expect(await vault.open(sealed, place)).toBe(secret);
});

test('the same secret is sealed differently every time', async () => {
  const vault = vaultOf(first);
  expect(await vault.seal(secret, place)).not.toBe(await vault.seal(secret, place));
});

test('a sealed text that was moved to another customer does not open', async () => {
  const vault = vaultOf(first);
  const sealed = await vault.seal(secret, place);
  await expect(vault.open(sealed, 'customers/342/payment-methods/1')).rejects.toMatchObject(fault('unreadable'));
});

test.each([
  [
    'any of its characters is changed',
    (text: string) => text.slice(0, -3) + (text.at(-3) === 'A' ? 'B' : 'A') + text.slice(-2),
  ],
  [
    'its header says another place',
    (text: string) => {
      const [header = '', ...rest] = text.split('.');
      const told = Buffer.from(header, 'base64url').toString().replace('/341/', '/342/');
      return [Buffer.from(told).toString('base64url'), ...rest].join('.');
    },
  ],
  ['it is no sealed text at all', () => secret],
  ['it is empty', () => ''],
])('a sealed text does not open where %s', async (_what, change) => {
  const vault = vaultOf(first);
  const changed = change(await vault.seal(secret, place));
  for (const at of [place, 'customers/342/payment-methods/1']) {
    await expect(vault.open(changed, at)).rejects.toMatchObject(fault('unreadable'));
  }
});

test('without keys nothing is taken and nothing opens', async () => {
  const sealed = await vaultOf(first).seal(secret, place);
  await expect(vaultOf('').seal(secret, place)).rejects.toMatchObject(fault('no-keys'));
  await expect(vaultOf('').open(sealed, place)).rejects.toMatchObject(fault('no-keys'));
});

test('the first key seals, every key opens, and a key that is gone opens no more', async () => {
  const old = await vaultOf(first).seal(secret, place);
  const both = vaultOf(`${second},${first}`);
  expect(await both.open(old, place)).toBe(secret);
  const recent = await both.seal(secret, place);
  expect(await vaultOf(second).open(recent, place)).toBe(secret);
  await expect(vaultOf(second).open(old, place)).rejects.toMatchObject(fault('unreadable'));
});

test('sealing anew moves a secret to the current key, once', async () => {
  const both = vaultOf(`${second}, ${first}`);
  const moved = await both.reseal(await vaultOf(first).seal(secret, place));
  expect(await vaultOf(second).open(moved ?? '', place)).toBe(secret);
  expect(await both.reseal(moved ?? '')).toBeUndefined();
});

test('a key under the id of another does not open what that one sealed', async () => {
  const sealed = await vaultOf(first).seal(secret, place);
  await expect(vaultOf(newKey('2025')).open(sealed, place)).rejects.toMatchObject(fault('unreadable'));
});

const key = second.split(':')[1] ?? '';

test.each([
  ['no id', key, 1],
  ['a key that is too short', `a:${key.slice(4)}`, 1],
  ['a key that is too long', `a:${key}AAAA`, 1],
  ['an empty entry', `${first},`, 2],
  ['blanks inside', `a b:${key}`, 1],
])('keys with %s end the start, and nothing of them is repeated', (_what, text, at) => {
  const told = `Entry ${at} of GATEWAY_ENCRYPTION_KEYS is not ID:KEY with a key of 32 bytes in base64.`;
  expect(() => keyRing(text)).toThrow(new Failure(told));
});

test('two keys of one id end the start', () => {
  expect(() => keyRing(`${first},${newKey('2025')}`)).toThrow('GATEWAY_ENCRYPTION_KEYS has two keys of one id.');
});

test('keys may be written in either alphabet of base64', async () => {
  const bytes = Buffer.alloc(32, 0xfb);
  const sealed = await vaultOf(`a:${bytes.toString('base64')}`).seal(secret, place);
  expect(await vaultOf(`a:${bytes.toString('base64url')}`).open(sealed, place)).toBe(secret);
});

test('a demo keeps its key beside its database, for its owner only, and finds it again', async () => {
  const path = join(await freshFolder(), 'customers.db');
  const keys = demoKeys(`sqlite:${path}`);
  expect(keyRing(keys)?.current).toBe('demo');
  expect(demoKeys(`sqlite:${path}`)).toBe(keys);
  expect((await stat(`${path}.keys`)).mode & 0o777).toBe(0o600);
  expect((await readFile(`${path}.keys`, 'utf8')).trim()).toBe(keys);
});

test('a demo in memory has a key of its own every time', () => {
  expect(demoKeys('sqlite::memory:')).not.toBe(demoKeys('sqlite::memory:'));
});
