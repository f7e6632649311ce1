import { addAccount } from '../../src/access/accounts.js';
import { openReady } from '../../src/database.js';
import { systemClock } from '../../src/runtime.js';
import { createAccounts } from '../../src/store/accounts.js';
import { freshFile, openHouse, type House } from './house.js';
import { call, m4, type Sent } from './http.js';
import { exchange, written } from './wire.js';

const secrets = [
  's3cret-pass',
  'wr0ng-pass',
  'Nam3-in-body',
  'numb3r-in-body',
  't0ken-in-path',
  'qu3ry-text',
  'c00kie',
  'myst3ry',
];

let house: House;

beforeAll(async () => {
  const path = await freshFile();
  const { engine } = await openReady(`sqlite:${path}`);
  const login = { dialect: 'm4', name: 'alice', password: 's3cret-pass', groups: [] };
  await addAccount(createAccounts(engine), systemClock, login);
  await engine.close();
  house = await openHouse({}, path);
});

afterAll(() => house.stop());

const authorization = (password: string) => `Basic ${Buffer.from(`alice:${password}`).toString('base64')}`;

interface Line {
  readonly message: string;
  readonly id: string;
  readonly status: number;
  readonly route: string;
  readonly operation: string;
  readonly caller: string;
  readonly fault: string;
  readonly dialect: string;
  readonly method: string;
  readonly ms: number;
}

const requests = () => house.log().flatMap((line) => (line.includes('"request"') ? [JSON.parse(line) as Line] : []));

test('each request leaves one line with an id of its own, and no text that a client sent stands in any', async () => {
  const body = JSON.stringify({ CustomerType: 'B', Name: 'Nam3-in-body', CustomerNumber: 'numb3r-in-body' });
  const Authorization = authorization('s3cret-pass');
  const type = { 'Content-Type': 'application/json', Cookie: 'session=c00kie', 'User-Agent': 'myst3ry' };
  const asked: readonly (readonly [method: string, path: string, sent: Sent])[] = [
    ['POST', m4('AddCustomer'), { headers: { Authorization, ...type }, body }],
    ['POST', m4('AddCustomer'), { headers: { Authorization, ...type }, body }],
    ['POST', m4('AddCustomer'), { headers: { Authorization, ...type }, body: `{"Nam3-in-body` }],
    ['POST', m4('AddCustomer'), { headers: { Authorization, 'Content-Type': 'text/myst3ry' }, body }],
    ['POST', m4('AddCustomer'), { headers: { Authorization: authorization('wr0ng-pass'), ...type }, body }],
    ['GET', `${m4('GetCustomer/t0ken-in-path')}?qu3ry-text`, { headers: { Authorization } }],
    ['GET', '/Billing/t0ken-in-path/x', {}],
    ['GET', '/t0ken-in-path?qu3ry-text=1', {}],
    ['DELETE', m4('GetCustomer/t0ken-in-path'), {}],
  ];
  for (const [method, path, sent] of asked) await call(house.url, method, path, sent);
  await exchange(house.url, written('GET', '/%74oken/t0ken-in-path/%zz', ['Connection: close']));

  const log = house.log().join('\n');
  for (const secret of secrets) {
    expect(log).not.toContain(secret);
    expect(log).not.toContain(Buffer.from(secret).toString('base64').slice(0, 8));
  }
  expect(log).not.toContain(Authorization.slice('Basic '.length));
  for (const line of house.log()) expect(typeof JSON.parse(line)).toBe('object');

  const lines = requests();
  expect(lines.map(({ status }) => status)).toEqual([200, 400, 400, 415, 401, 400, 404, 404, 405, 404]);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
  expect(lines.map(({ fault }) => fault)).toEqual([
    ...['', 'number-taken', 'malformed', 'media-type-unsupported', 'unauthenticated', 'invalid'],
    ...['path-unknown', 'path-unknown', 'method-not-allowed', 'path-unknown'],
  ]);
});

test('a line says whose method it was, which operation, the status, the caller and the milliseconds', async () => {
  await call(house.url, 'GET', m4('GetCustomer/404'), { headers: { Authorization: authorization('s3cret-pass') } });
  expect(requests().at(-1)).toMatchObject({
    ...{ message: 'request', dialect: 'm4', operation: 'customer.read', method: 'GET' },
    ...{ route: '/Billing/Customer/GetCustomer/{ID}', status: 404, fault: 'customer-unknown', caller: 'alice' },
    ms: expect.any(Number) as number,
  });
});
