import type { Contents } from '../support/contents.js';
import { openHouse, type House } from './house.js';
import { get, m4, member, post } from './http.js';
import { dial, exchange, parts, written } from './wire.js';

let house: House;
let before: Contents;

beforeAll(async () => {
  house = await openHouse();
  before = house.contents();
});

afterAll(() => house.stop());

afterEach(() => expect(house.contents()).toEqual(before));

const ask = async (target: string, method = 'GET') => {
  const [answer] = parts(await exchange(house.url, written(method, target, ['Connection: close'])));
  return answer ?? { status: 0, head: '', body: '' };
};

test.each([
  '/',
  '/nobody',
  '/favicon.ico',
  '/customer',
  '/healthz',
  '/metrics',
  '/v1/customers',
  '//',
  '/%2e%2e/',
  '*',
])('%s is on nobody’s ground: 404 without a word', async (path) => {
  for (const method of ['GET', 'POST', 'OPTIONS']) {
    const answer = await ask(path, method);
    expect([method, answer.status, answer.body]).toEqual([method, 404, '']);
    expect(answer.head.split('\r\n').map((line) => line.split(':')[0])).toEqual([
      'HTTP/1.1 404 Not Found',
      'Content-Length',
      'Date',
      'Connection',
    ]);
  }
});

const customer = m4('GetCustomer/125');

test.each([
  customer.toUpperCase(),
  customer.toLowerCase(),
  `${customer}/`,
  `${customer}?`,
  `${customer}?ID=45&x=%zz`,
  `/m4api/api${customer}`,
  '/Billing/Customer/GetCustomer/%31%32%35',
  '/%42illing/Customer/GetCustomer/125',
  '/Billing/Customer/GetCustomer/%20125',
  `http://elsewhere${customer}`,
  `HTTPS://user@elsewhere:1${customer}?x`,
])('%s leads to customer 125', async (path) => {
  const answer = await ask(path);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatch(/^\{"ID":125,/);
});

const long = 'x'.repeat(7000);

test.each([
  '//Billing/Customer/GetCustomer/125',
  '/Billing//Customer/GetCustomer/125',
  '/Billing/Customer/GetCustomer//125',
  '/Billing/Customer/GetCustomer/125//',
  '/Billing/Customer/../Customer/GetCustomer/125',
  '/Billing/Customer/%2e%2e/Customer/GetCustomer/125',
  '/Billing/Customer/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '/Billing/Customer%2fGetCustomer%2f125',
  '/Billing/Customer/GetCustomer/125/more',
  '/Billing/Customer/GetCustomer',
  '/Billing/Customer/%00',
  '/Billing/Customer/%',
  '/Billing/Customer/%zz%e0%80%af',
  '/Billing/Customer/%C0%AE%C0%AE/',
  '/Billing/Customer/__proto__',
  '/Billing/constructor/toString',
  `/Billing/Customer/${long}`,
  `/Billing${'/'.repeat(10_000)}`,
  `/Billing${'/x'.repeat(5000)}`,
  `${'/Billing/Customer'.repeat(400)}`,
])('%.60s leads nowhere: 404', async (path) => {
  expect((await ask(path)).status).toBe(404);
});

test.each([
  '%00',
  '%zz',
  '%',
  '%C0%B1',
  '125%00',
  '..',
  '%2e%2e%2f45',
  '125;x',
  "125'--",
  '125 or 1=1'.replaceAll(' ', '%20'),
])('%s in the place of an ID is no integer: 400', async (id) => {
  expect((await ask(m4(`GetCustomer/${id}`))).status).toBe(400);
});

test('a head that is too long is refused with 431 and the next client is served', async () => {
  expect((await ask(`/Billing${'/x'.repeat(10_000)}`)).status).toBe(431);
  expect((await ask(customer, 'GET')).status).toBe(200);
  const many = Array.from({ length: 2000 }, (_, i) => `X-${i}: ${i}`);
  expect(parts(await exchange(house.url, written('GET', customer, many)))[0]?.status).toBe(431);
});

test('what is repeated of a path is data in the answer, whatever the client wrote into it and into Host', async () => {
  const path = `/Billing/Customer/"><script>'%0d%0aX-Injected:1`;
  const request = `GET ${path} HTTP/1.1\r\nHost: "><b>\\\r\nConnection: close\r\n\r\n`;
  const [answer] = parts(await exchange(house.url, request));
  const said = (JSON.parse(answer?.body ?? '') as { Message: string }).Message;
  expect(said).toBe(`No HTTP resource was found that matches the request URI 'http://"><b>\\${path}'.`);
  expect(answer?.head).not.toMatch(/injected/i);
  expect(answer?.head).toMatch(/Content-Type: application\/json; charset=utf-8/);
});

test.each([
  ['no request line at all', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n'],
  ['a request without Host', `GET ${customer} HTTP/1.1\r\n\r\n`],
  ['two lengths', `POST ${customer} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
  [
    'a length and chunks',
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  ['a negative length', `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -2\r\n\r\n`],
  ['a chunk that is none', `POST ${m4('AddCustomer')} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`],
  ['a header of control characters', `GET ${customer} HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n`],
  ['a blank before the colon', `GET ${customer} HTTP/1.1\r\nHost : x\r\n\r\n`],
])('%s is refused with 400, and the connection ends', async (_what, bytes) => {
  expect((await exchange(house.url, bytes)).match(/HTTP\/1\.1 .*/g)).toEqual(['HTTP/1.1 400 Bad Request']);
});

const oddHeaders: readonly (readonly [name: string, value: string])[] = [
  ['Authorization', 'Basic'],
  ['Authorization', 'Basic ====='],
  ['Authorization', `Basic ${'A'.repeat(8000)}`],
  ['Authorization', 'Bearer x'],
  ['Accept', 'text/html;q=nonsense,,;='],
  ['Accept', '*/*;q=0'],
  ['Accept-Charset', 'klingon'],
  ['Content-Encoding', 'gzip'],
  ['Cookie', '__proto__=1; constructor=2; ='],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-Forwarded-For', '"><script>, , 127.0.0.1'],
  ['X-Forwarded-Host', 'elsewhere'],
  ['If-None-Match', '*'],
  ['If-Modified-Since', 'Sat, 01 Jan 2050 00:00:00 GMT'],
  ['Range', 'bytes=0-1'],
  ['Upgrade', 'websocket'],
  ['TE', 'trailers'],
  ['Via', '\xff\xfe'],
];

test.each(oddHeaders)('the header %s: %.30s changes nothing about a read', async (name, value) => {
  const plain = (await get(house.url, customer)).text;
  const request = Buffer.from(written('GET', customer, [`${name}: ${value}`, 'Connection: close']), 'latin1');
  const [answer] = parts(await exchange(house.url, request));
  expect([answer?.status, answer?.body]).toEqual([200, plain]);
});

test('a verb that nobody knows is refused by the parser, one that a path does not answer by its vendor', async () => {
  expect((await ask(customer, 'BREW')).status).toBe(400);
  for (const method of ['DELETE', 'PUT', 'PATCH', 'TRACE', 'PROPFIND', 'OPTIONS']) {
    const answer = await ask(customer, method);
    expect([method, answer.status]).toEqual([method, 405]);
    expect(answer.head).toMatch(/\r\nAllow: GET\r\n/);
    expect(JSON.parse(answer.body)).toEqual({
      Message: `The requested resource does not support http method '${method}'.`,
    });
  }
});

test('CONNECT opens no tunnel', async () => {
  const wire = await dial(house.url);
  wire.send('CONNECT elsewhere:80 HTTP/1.1\r\nHost: elsewhere\r\n\r\n');
  expect(await wire.ended()).not.toMatch(/^HTTP\/1\.1 2/);
});

test('a method may not be overridden from a query or a form', async () => {
  const answer = await post(house.url, `${m4('GetCustomersByName')}?Name=Jack&_method=DELETE`, {});
  expect(answer.status).toBe(400);
  expect(member(answer, 'Message')).toMatch(/At least one of/);
});
