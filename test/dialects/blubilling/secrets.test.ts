import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { blubilling } from '../../../dialects/blubilling/index.js';
import { startApp } from '../../../src/app.js';
import { loadConfig, type Flags } from '../../../src/config.js';
import { createLog } from '../../../src/log.js';
import { newKey } from '../../../src/vault/keys.js';
import { databaseNames, databases } from '../../support/databases.js';
import { openService, says } from '../../support/service.js';
import { everyRow } from '../../support/rows.js';

const numbers = [
  '4111111111111111',
  '5555555555554444',
  '4000000000000002',
  '000123456789',
  '110000000',
  'tok-secret-1',
];
const others = ['John Villanova', '9872 Central St', 'First Bank'];

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

const method = (element: string, content: string): string =>
  `<autopay><paymentMethodDTO><${element}>${content}</${element}></paymentMethodDTO></autopay>`;

const card = (preference: number, number: string, cvv = '987'): string =>
  method(
    'creditCardPaymentMethod',
    `<autopayPreference>${preference}</autopayPreference><cardNumber>${number}</cardNumber><expiry>2049-12-31</expiry>` +
      `<cardholderName>John Villanova</cardholderName><cvv>${cvv}</cvv>` +
      '<billingAddress><street1>9872 Central St</street1></billingAddress>',
  );

const account = method(
  'achPaymentMethod',
  '<autopayPreference>2</autopayPreference><bankName>First Bank</bankName><routingNumber>110000000</routingNumber>' +
    '<accountNumber>000123456789</accountNumber>',
);

const token = method('tokenPaymentMethod', '<autopayPreference>3</autopayPreference><token>tok-secret-1</token>');

/** A gateway on a database of its own, with everything it says to the log. */
async function open(name: (typeof databaseNames)[number], flags: Flags) {
  const database = await databases[name]();
  const lines: string[] = [];
  const log = createLog('debug', (text) => void lines.push(text));
  const given = { port: 0, adminPort: 0, database: database.url, demo: true, timeZone: 'UTC', ...flags };
  const app = await startApp(loadConfig(given, {}), [blubilling], log);
  const ask = async (method: string, path: string, body?: string): Promise<string> => {
    const response = await fetch(app.vendorUrl + path, {
      method,
      headers: { 'Content-Type': 'text/xml' },
      ...(body !== undefined && { body }),
    });
    return `${response.status} ${await response.text()}`;
  };
  return {
    database,
    ask,
    put: (body: string, query = '') => ask('PUT', `/rest/customer/341/autopay?format=xml${query}`, body),
    get: () => ask('GET', '/rest/customer/341/autopay'),
    stop: async (): Promise<string> => {
      await app.stop();
      log.flush();
      return lines.join('');
    },
  };
}

/** The bytes of every file beside a SQLite database, its journal included. */
async function filesBeside(url: string): Promise<string> {
  const folder = dirname(url.slice('sqlite:'.length));
  const files = await readdir(folder);
  return (await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')))).join('\n');
}

const contents = (url: string): Promise<string> => (url.startsWith('sqlite:') ? filesBeside(url) : everyRow(url));

test.each(databaseNames)('on %s no number of a payment method is found in database, log or answers', async (name) => {
  const house = await open(name, {});
  const answers = [
    await house.put(card(1, '4111111111111111'), '&validate=true'),
    await house.put(card(1, '5555555555554444')),
    await house.put(card(3, '4000000000000002'), '&validate=true'),
    await house.put(card(3, '4111111111111111', '41111'), '&validate=true'),
    await house.put(account),
    await house.put(token),
    await house.put('<autopay>4111111111111111<'),
    await house.get(),
  ];
  expect(answers.map((answer) => answer.slice(0, 3))).toEqual(['200', '200', '400', '400', '200', '200', '400', '200']);
  const running = await contents(house.database.url);
  const log = await house.stop();
  const all = { answers: answers.join('\n'), running, stopped: await contents(house.database.url), log };
  expect(all.running).toContain('4444');
  for (const [where, text] of Object.entries(all)) {
    const found = [...numbers, ...others, '<cvv>', 'cvv":', '"987"'].filter((secret) => text.includes(secret));
    expect([where, found]).toEqual([where, []]);
  }
  await house.database.drop();
});

test('without keys autopay is refused in the words of the vendor, and nothing is kept', async () => {
  const house = await open('sqlite', { demo: false, anonymous: ['blubilling'] });
  const body = '<customer><name>A</name><billingContact><firstName>A</firstName></billingContact></customer>';
  const created = await house.ask('POST', '/rest/customers', body);
  const path = `/rest/customer/${/<customer id="(\d+)"/.exec(created)?.[1]}/autopay`;
  for (const secret of [card(1, '4111111111111111'), account, token]) {
    expect(await house.ask('PUT', path, secret)).toBe(
      `400 ${declaration}<status><success>False</success><errors>` +
        '<error>Payment methods cannot be kept here: the gateway has no encryption keys</error></errors></status>',
    );
  }
  expect(await house.ask('GET', path)).toBe(`200 ${declaration}<list/>`);
  await house.stop();
  await house.database.drop();
});

test('a card is validated by the gateway that is configured; while that is away nothing new is kept', async () => {
  const service = await openService(says(200, { status: 'approved', reference: 'R' }));
  const house = await open('sqlite', { encryptionKeys: newKey('2026'), paymentsUrl: service.url });
  expect(await house.put(card(1, '4111111111111111', '123'), '&validate=true')).toContain('<success>True</success>');
  expect(service.asked[0]).toMatchObject({
    path: '/authorisations',
    body: { method: { number: '4111111111111111', expiry: '2049-12-31' }, verification: '123' },
  });
  await service.stop();
  expect(await house.put(card(1, '5555555555554444', '123'), '&validate=true')).toBe(
    `400 ${declaration}<status><success>False</success><errors>` +
      '<error>The payment gateway is not available</error></errors></status>',
  );
  expect(await house.get()).toContain('<lastFour>1111</lastFour>');
  await house.stop();
  await house.database.drop();
});
