import { createVault } from '../../src/vault/vault.js';
import { keyRing, newKey } from '../../src/vault/keys.js';
import { openReady } from '../../src/database.js';
import { nothingOutside } from '../../src/core/outside.js';
import { exactly } from '../../src/core/customers/revision.js';
import { operations } from '../../src/core/operations.js';
import { freshDatabase, run } from './program.js';

const [old, current] = [newKey('old'), newKey('current')];

/** A database with one secret under a key. */
async function databaseUnder(keys: string): Promise<string> {
  const database = await freshDatabase();
  const { core, engine } = await openReady(database, { ...nothingOutside, vault: createVault(() => keyRing(keys)) });
  const actor = { name: 'tester', channel: 'test', operation: 'test.run' };
  const named = exactly([['name', 'A']]);
  const { id } = await core(operations['customer.create'], { revision: named }, actor);
  const means = { type: 'token', token: 'T' } as const;
  await core(operations['payment-method.put'], { key: { id }, preference: 1, means, validate: false }, actor);
  await engine.close();
  return database;
}

const rotate = (database: string, keys: string) =>
  run(['keys', 'rotate', '--database', database], { env: { GATEWAY_ENCRYPTION_KEYS: keys } });

test('keys rotate seals everything anew and says how much, again and again', async () => {
  const database = await databaseUnder(old);
  const first = await rotate(database, `${current},${old}`);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toContain('payment_methods: 1 sealed anew, 0 under the current key already, 0 unreadable\n');
  const second = await rotate(database, current);
  expect(second.out).toContain('payment_methods: 0 sealed anew, 1 under the current key already, 0 unreadable\n');
});

test('keys rotate fails in one line where a key is missing, and without any', async () => {
  const database = await databaseUnder(old);
  expect(await rotate(database, current)).toMatchObject({
    code: 1,
    err: 'customer-gateway: Not all secrets open with GATEWAY_ENCRYPTION_KEYS: payment_methods 1. They were left as they are.\n',
  });
  expect(await rotate(database, '')).toMatchObject({
    code: 1,
    out: '',
    err: 'customer-gateway: GATEWAY_ENCRYPTION_KEYS names no key to seal secrets under.\n',
  });
});
