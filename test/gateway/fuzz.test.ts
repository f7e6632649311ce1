import fc from 'fast-check';
import { inside } from '../support/fuzzing.js';
import { openHouse, type House } from './house.js';
import { get, m4, post } from './http.js';
import { exchange, parts } from './wire.js';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});

afterAll(() => house.stop());

const actions = [
  ...['GetCustomer', 'GetCustomerBySourceID', 'GetCustomersByPhoneNumber', 'GetCustomerByServicePhoneNumber'],
  ...['GetCustomersByName', 'GetCustomersByCustomerNumber', 'GetStructures', 'AddCustomer', 'UpdateCustomer'],
  ...['RemoveCustomer', 'ReactivateCustomer', 'LinkStructures', 'UnlinkStructures', 'GetCustomersByStructure'],
];

const odd = fc.constantFrom(
  '',
  '..',
  '%2e%2e',
  '%00',
  '%',
  '%zz',
  '%E0%80%AF',
  '1e9',
  '-1',
  '2147483648',
  "'--",
  '*',
  '{x}',
);
const id = fc.oneof(fc.integer({ min: -2, max: 130 }).map(String), fc.constantFrom('125', '353675', '25'), odd);
const segment = fc.oneof(fc.constantFrom('Billing', 'billing', 'Customer', 'm4api', 'api', ...actions), id);
const path = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...actions).map(m4) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...actions), id).map(([action, one]) => `${m4(action)}/${one}`) },
  { weight: 1, arbitrary: fc.array(segment, { maxLength: 7 }).map((all) => `/${all.join('/')}`) },
);
const query = fc.constantFrom('', '?', '?ID=125', '?__proto__=1&a=%zz', `?${'a=1&'.repeat(500)}`);

const members = [
  ...['ID', 'UserID', 'CustomerNumber', 'Name', 'FirstName', 'LastName', 'Phone', 'PhoneNumber', 'MailingStreet'],
  ...['CustomerType', 'SourceTable', 'SourceID', 'StructureIDList', 'IsDeleted', 'CreateDate', 'id', 'toString'],
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('B', 'R', '%', 'SK45792', '1'.repeat(4100)),
);
const scalar = fc.oneof(fc.integer(), fc.double(), text, fc.boolean(), fc.constantFrom(null, 45, 125, Infinity, -0));
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.array(scalar, { maxLength: 4 }),
  fc.object({ maxDepth: 2 }),
);
const object = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...members), fc.string()), value), { maxLength: 8 })
  .map((entries) => Object.fromEntries([['CustomerType', 'B'], ...entries]));
const damaged = fc
  .tuple(object, fc.nat(), fc.string({ maxLength: 3 }))
  .map(([one, at, put]) => JSON.stringify(one).replace(new RegExp(`^[^]{${at % 40}}`), (start) => start + put));
const body = fc.oneof(
  { weight: 4, arbitrary: object.map((one) => JSON.stringify(one)) },
  { weight: 2, arbitrary: damaged },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

const header = fc.oneof(
  fc.constantFrom('Content-Type: text/xml', 'Content-Type: application/json; charset=utf-16', 'Content-Type:'),
  fc.constantFrom('Authorization: Basic x', 'Accept: text/xml', 'Expect: x', 'Host: b', 'Cookie: a=b', 'X: \x7f'),
  fc.string({ unit: fc.constantFrom('a', ':', ' ', '\t', '"', ';', ',', '\\', '\xe9'), minLength: 1, maxLength: 12 }),
);
const headers = fc.tuple(
  fc.option(fc.constant('Content-Type: application/json'), { freq: 8 }),
  fc.array(header, { maxLength: 2 }),
);
const method = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('GET', 'POST', 'HEAD') },
  { weight: 1, arbitrary: fc.constantFrom('PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'get', 'X') },
);

const request = fc.record({ method, path, query, headers, body, chunks: fc.boolean() }).map((one) => {
  const [type, others] = one.headers;
  const bytes = Buffer.from(one.body);
  const length = one.chunks ? 'Transfer-Encoding: chunked' : `Content-Length: ${bytes.length}`;
  const lines = [...(type ? [type] : []), ...others, length, 'Connection: close'].join('\r\n');
  const head = `${one.method} ${one.path}${one.query} HTTP/1.1\r\nHost: gateway\r\n${lines}\r\n\r\n`;
  const framed = one.chunks
    ? [...(bytes.length > 0 ? [`${bytes.length.toString(16)}\r\n`, bytes, '\r\n'] : []), '0\r\n\r\n']
    : [bytes];
  return Buffer.concat(
    [head, ...framed].map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)),
  );
});

/** One of each status, in this order. */
const plain = [
  ['GET', m4('GetCustomer/125')],
  ['GET', m4('GetCustomer/x')],
  ['GET', '/nowhere'],
  ['DELETE', m4('GetCustomer/125')],
  ['POST', m4('AddCustomer'), 'Content-Type: text/xml\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}'],
].map(([method, path, rest = 'Connection: close\r\n\r\n']): [Buffer] => [
  Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: gateway\r\n${rest}`),
]);

test('no request whatever gets a server error or a look inside, and only one that succeeds changes anything', async () => {
  const statuses = new Set<number>();
  let known = house.contents();
  const law = fc.asyncProperty(request, async (bytes) => {
    const whole = await exchange(house.url, bytes);
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(whole)?.[1]);
    statuses.add(status);
    expect(status).toBeGreaterThanOrEqual(200);
    expect(status).toBeLessThan(500);
    expect(whole).not.toMatch(inside);
    const now = house.contents();
    if (status !== 200) expect(now).toEqual(known);
    known = now;
  });
  await fc.assert(law, { numRuns: 1000, examples: plain });
  expect([...statuses].slice(0, plain.length)).toEqual([200, 400, 404, 405, 415]);
  expect(house.log().filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

test('a customer added from any values at all is read back as it was answered', async () => {
  let added = 0;
  const law = fc.asyncProperty(object, async (sent) => {
    const { UserID: _user, StructureIDList: _list, SourceID: _source, SourceTable: _table, ...rest } = sent;
    const answer = await post(house.url, m4('AddCustomer'), rest);
    expect(answer.text).not.toMatch(inside);
    if (answer.status !== 200) return void expect(answer.status).toBe(400);
    added += 1;
    const { ID } = JSON.parse(answer.text) as { ID: number };
    const [again] = parts(
      await exchange(house.url, `GET ${m4(`GetCustomer/${ID}`)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
    );
    expect(Buffer.from(again?.body ?? '', 'latin1').toString()).toBe(answer.text);
    expect((await get(house.url, m4(`GetCustomer/${ID}`))).text).toBe(answer.text);
  });
  const plain = ['Doe', 'Ωmega', ' x '].map((Name): [Record<string, unknown>] => [{ CustomerType: 'B', Name }]);
  await fc.assert(law, { numRuns: 300, examples: plain });
  expect(added).toBeGreaterThanOrEqual(plain.length);
});
