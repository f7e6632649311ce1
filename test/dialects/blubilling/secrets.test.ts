import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newKey } from '../../../src/vault/keys.js';
import { databaseNames } from '../../support/databases.js';
import { openService, says } from '../../support/service.js';
import { everyRow } from '../../support/rows.js';
import { declaration, openHouse, refusal } from './house.js';

const numbers = [
  '4111111111111111',
  '5555555555554444',
  '4000000000000002',
  '000123456789',
  '110000000',
  'tok-secret-1',
];
const others = ['John Villanova', '9872 Central St', 'First Bank'];

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

/** The bytes of every file beside a SQLite database, its journal included. */
async function filesBeside(url: string): Promise<string> {
  const folder = dirname(url.slice('sqlite:'.length));
  const files = await readdir(folder);
  return (await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')))).join('\n');
}

const contents = (url: string): Promise<string> => (url.startsWith('sqlite:') ? filesBeside(url) : everyRow(url));

test.each(databaseNames)('on %s no number of a payment method is found in database, log or answers', async (name) => {
  const house = await openHouse(name);
  const answers = [
    await house.put(card(1, '4111111111111111'), '&validate=true'),
    await house.put(card(1, '5555555555554444')),
    await house.put(card(3, '4000000000000002'), '&validate=true'),
    await house.put(card(3, '4111111111111111', '41111'), '&validate=true'),
    await house.put(account),
    await house.put(token),
    await house.put('<autopay>4111111111111111<'),
    await house.list(),
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
  const house = await openHouse('sqlite', { demo: false, anonymous: ['blubilling'] });
  const body = '<customer><name>A</name><billingContact><firstName>A</firstName></billingContact></customer>';
  const created = await house.ask('POST', '/rest/customers', body);
  const path = `/rest/customer/${/<customer id="(\d+)"/.exec(created)?.[1]}/autopay`;
  for (const secret of [card(1, '4111111111111111'), account, token]) {
    expect(await house.ask('PUT', path, secret)).toBe(
      refusal(400, 'Payment methods cannot be kept here: the gateway has no encryption keys'),
    );
  }
  expect(await house.ask('GET', path)).toBe(`200 ${declaration}<list/>`);
  await house.stop();
  await house.database.drop();
});

test('a card is validated by the gateway that is configured; while that is away nothing new is kept', async () => {
  const service = await openService(says(200, { status: 'approved', reference: 'R' }));
  const house = await openHouse('sqlite', { encryptionKeys: newKey('2026'), paymentsUrl: service.url });
  expect(await house.put(card(1, '4111111111111111', '123'), '&validate=true')).toContain('<success>True</success>');
  expect(service.asked[0]).toMatchObject({
    path: '/authorisations',
    body: { method: { number: '4111111111111111', expiry: '2049-12-31' }, verification: '123' },
  });
  await service.stop();
  expect(await house.put(card(1, '5555555555554444', '123'), '&validate=true')).toBe(
    refusal(400, 'The payment gateway is not available'),
  );
  expect(await house.list()).toContain('<lastFour>1111</lastFour>');
  await house.stop();
  await house.database.drop();
});
