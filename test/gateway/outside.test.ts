import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Flags } from '../../src/config.js';
import { loadConfig } from '../../src/config.js';
import { Failure } from '../../src/failure.js';
import { outsideOf } from '../../src/outside.js';
import { newKey } from '../../src/vault/keys.js';
import { openHouse } from './house.js';

const outside = (flags: Flags) => outsideOf(loadConfig(flags, {}));

const wrongUrl = 'takes an https URL without user and query; http only to this machine.';
const account = { avataxAccount: '2000', avataxLicenseKey: 'the key' };
const taxWants = 'GATEWAY_TAX=on takes GATEWAY_AVATAX_ACCOUNT and GATEWAY_AVATAX_LICENSE_KEY, or --emulator.';

test.each<readonly [string, Flags, string]>([
  ['a gateway elsewhere without TLS', { paymentsUrl: 'http://pay.example.test' }, `GATEWAY_PAYMENTS_URL ${wrongUrl}`],
  ['a gateway that is no URL', { paymentsUrl: 'pay.example.test' }, `GATEWAY_PAYMENTS_URL ${wrongUrl}`],
  ['a password in a URL', { paymentsUrl: 'https://u:secret@pay.example.test' }, `GATEWAY_PAYMENTS_URL ${wrongUrl}`],
  ['a query', { paymentsUrl: 'https://pay.example.test/?key=secret' }, `GATEWAY_PAYMENTS_URL ${wrongUrl}`],
  [
    'AvaTax without TLS',
    { tax: true, ...account, avataxUrl: 'http://tax.example.test' },
    `GATEWAY_AVATAX_URL ${wrongUrl}`,
  ],
  ['tax without an account', { tax: true }, taxWants],
  ['tax with half an account', { tax: true, emulator: true, avataxAccount: '2000' }, taxWants],
  [
    'two keys of one id',
    { encryptionKeys: [newKey('a'), newKey('a')].join(',') },
    'GATEWAY_ENCRYPTION_KEYS has two keys of one id.',
  ],
])('%s ends the start in one line', async (_what, flags, told) => {
  await expect(openHouse(flags)).rejects.toThrow(new Failure(told));
});

test.each(['https://pay.example.test/v1/', 'http://127.0.0.1:9', 'http://localhost:9/', 'http://[::1]:9'])(
  'a gateway may be at %s',
  async (paymentsUrl) => {
    expect((await outside({ paymentsUrl })).payments).toBeDefined();
  },
);

test('services are played in a demo and with --emulator only', async () => {
  expect(await outside({})).toMatchObject({ payments: undefined, addresses: undefined });
  for (const flags of [{ demo: true }, { emulator: true }] as const) {
    const { payments, addresses } = await outside({ ...flags, tax: true });
    expect(await payments?.lookUp('K')).toEqual({ result: 'absent' });
    expect(await addresses?.problems({ street: '1 Main St' })).toEqual([]);
    expect((await outside(flags)).addresses).toBeUndefined();
  }
});

test('a gateway that is configured goes before the one that is played', async () => {
  const { payments } = await outside({ demo: true, paymentsUrl: 'http://127.0.0.1:9' });
  await expect(payments?.lookUp('K')).rejects.toMatchObject({ code: 'payments-unavailable' });
});

test('GATEWAY_TAX takes on and off', () => {
  expect(loadConfig({}, { GATEWAY_TAX: 'on' }).tax).toBe(true);
  expect(loadConfig({}, { GATEWAY_TAX: 'off' }).tax).toBe(false);
});

test('a demo makes no key before its first secret', async () => {
  const house = await openHouse({ demo: true });
  expect((await readdir(dirname(house.path))).filter((name) => name.endsWith('.keys'))).toEqual([]);
  await house.stop();
});
