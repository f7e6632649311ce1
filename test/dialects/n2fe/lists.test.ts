import { request, type IncomingMessage } from 'node:http';
import { perlJson } from '../../../dialects/n2fe/wire/codecs.js';
import { demoCookie, openHouse, type House } from './house.js';

const many = 5000;

const nameOf = (id: number): string => `Customer ${String(id).padStart(5, '0')} "Söhne"`;

const lines = Array.from({ length: many }, (_, i) => [
  { kind: 'customers', id: i + 1, name: nameOf(i + 1), status: 'active', createdAt: '2016-11-29T21:53:03.137Z' },
  { kind: 'service-numbers', id: i + 1, customerId: i + 1, number: `0800${String(i).padStart(6, '0')}` },
]).flat();

const rows = Array.from({ length: many }, (_, i) => ({
  name: nameOf(i + 1),
  customer_sns: `0800${String(i).padStart(6, '0')}`,
  id: String(i + 1),
}));

const codec = perlJson('application/json');
const encode = (value: unknown): string => codec.encode(value);

let house: House;

beforeAll(async () => {
  house = await openHouse({}, lines.map((line) => JSON.stringify(line)).join('\n'));
});

afterAll(() => house.close());

test('a long list comes in pieces, the same bytes as all of it at once', async () => {
  const { status, headers, text } = await house.ask('/api/customer');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/json; charset=UTF-8');
  expect(headers.get('cache-control')).toBe('no-store, no-cache, must-revalidate');
  expect(headers.get('set-cookie')).toBe(`${demoCookie}; path=/; HttpOnly; SameSite=Strict`);
  expect(headers.has('content-length')).toBe(false);
  expect(text).toBe(encode(rows));
});

test('a page is cut out of a long list wherever it begins', async () => {
  for (const [start, limit] of [
    [0, 1],
    [499, 2],
    [1234, 1500],
    [4999, 10],
    [5000, 10],
  ] as const) {
    const { text } = await house.ask(`/api/customer?page_start=${start}&page_limit=${limit}`);
    expect(text).toBe(encode(rows.slice(start, start + limit)));
  }
});

test('an envelope around a long list counts all rows and those of the page', async () => {
  const envelope = (data: readonly object[]) => ({
    data,
    fetched: many,
    returned: data.length,
    logged_in: 1,
    username: 'su',
    error_string: '',
    group_list: 'ACS_BOSS,CCS Superuser',
  });
  expect((await house.ask('/api/customer?format=json')).text).toBe(encode(envelope(rows)));
  const { text } = await house.ask('/api/customer?format=json&page_start=600&page_limit=3');
  expect(text).toBe(encode(envelope(rows.slice(600, 603))));
  expect((await house.ask('/api/customer?format=json&page_start=9000&page_limit=3')).text).toBe(encode(envelope([])));
});

test('HEAD of a long list reads one page and sends none', async () => {
  const { status, text } = await house.ask('/api/customer', { method: 'HEAD' });
  expect([status, text]).toEqual([200, '']);
});

test('a client that goes away in the middle of a list disturbs nobody', async () => {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const path = '/jarvis-agent/n2fe/api/customer';
    request(new URL(path, house.url), { headers: { Cookie: demoCookie } }, resolve)
      .on('error', reject)
      .end();
  });
  response.once('data', () => response.destroy());
  await new Promise((resolve) => response.once('close', resolve));
  expect((await house.ask('/api/customer?name=customer+00042')).text).toBe(encode([rows[41]]));
});
