import fc, { type Arbitrary } from 'fast-check';
import { sedona } from '../../../dialects/sedona/index.js';
import { aspnetForm } from '../../../src/wire/aspnet/form.js';
import { openSandbox } from '../../../src/sandbox.js';
import { openDatabase } from '../../../src/store/open.js';
import { ask, type Statement } from '../../../src/store/statement.js';
import { createStore } from '../../../src/store/store.js';
import { databaseNames, databases, type TestDatabase } from '../../support/databases.js';
import { bill, data, least } from './house.js';

/** What no answer may show: stack traces, words of SQL or of its libraries, paths of files. */
const inside =
  /\bat .*:\d+:\d+|node_modules|node:|sqlite|constraint failed|\bselect\b.*\bfrom\b|\.[jt]s\b|\/(src|dist|tmp|usr)\//i;

const count: Statement = { name: 'test events count', build: (q) => q('events').count('* as count') };

const names = [
  ...['CustomerId', 'CustomerNumber', 'CustomerName', 'StatusCode', 'TypeCode', 'TermCode', 'GroupCode', 'IsMaster'],
  ...['customersince', 'MasterAccountCode', 'StatementBalance', 'CustomerBillPrimary', 'NoLateFees', 'BillName'],
  ...['City', 'IsPrimary', 'CustomerBillId', 'IsCommercial', '__proto__', 'constructor', 'toString', 'a.b', 'x[1]'],
];
const words = fc.constantFrom(
  ...['COM', 'NET30', 'GOV', 'MAIN', 'N/A', 'CANC', 'ANR', 'ACME-1', 'true', 'TRUE', '1', '-1', '1e3', '', ' ', '7'],
  ...['"', '<', ']]>', '%', '\0', '\ud800', '\uffff', '\r\n', '😀', 'x'.repeat(61), ' '.repeat(5000), 'Doe, Jane'],
);
const text = fc.oneof({ weight: 3, arbitrary: words }, fc.string({ unit: 'binary', maxLength: 8 }));
const scalar = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const value: Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  {
    weight: 1,
    arbitrary: fc.dictionary(fc.constantFrom(...names), scalar, { maxKeys: 4 }).map((own) => ({ ...bill, ...own })),
  },
  { weight: 1, arbitrary: fc.object({ maxDepth: 1, maxKeys: 2 }) },
);
const members = fc
  .dictionary(fc.constantFrom(...names), value, { maxKeys: 6 })
  .chain((own) => fc.constantFrom({ ...least, ...own }, { ...bill, ...own }, own));

const escaped = (held: unknown): string =>
  typeof held === 'object' && held !== null
    ? elements(held)
    : String(held).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const elements = (held: object): string =>
  Object.entries(held)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, inner]: [string, unknown]) => `<${name}>${escaped(inner)}</${name}>`)
    .join('');
const document = (root: string, held: object): string =>
  `<${root} xmlns="http://schemas.datacontract.org/2004/07/SedonaServices.Models">${elements(held)}</${root}>`;

const body = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constantFrom('application/json', 'text/json'),
      members.map((one) => JSON.stringify(one)),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constantFrom('application/xml', 'text/xml'),
      fc.tuple(fc.constantFrom('Customer', 'CustomerBill'), members).map(([root, held]) => document(root, held)),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constant('application/x-www-form-urlencoded'),
      members.map((one) => aspnetForm.encode(one)),
    ),
  },
  fc.tuple(
    fc.constantFrom('application/json', 'application/xml', 'text/plain', 'application/x-www-form-urlencoded'),
    fc.string({ unit: 'binary' }),
  ),
);

const id = fc.constantFrom('7', '8', '1', '2', '99', '0', '-1', 'abc', '%00', '%E0%80', '2147483648', '');
const table = fc.constantFrom('term', 'CustomerType', 'masteraccount', 'nothing');
const path = fc.oneof(
  { weight: 4, arbitrary: fc.constant('/api/customer/7') },
  { weight: 2, arbitrary: fc.constantFrom('/api/customer', '/api/customerbill', '/api/customerbill/1') },
  { weight: 1, arbitrary: id.map((one) => `/API/Customer/${one}`) },
  { weight: 1, arbitrary: fc.tuple(id, id).map(([one, other]) => `/api/customerbill/${one}/${other}`) },
  { weight: 1, arbitrary: fc.tuple(table, id).map(([one, other]) => `/api/${one}/${other}`) },
);
const method = fc.constantFrom('GET', 'PUT', 'PUT', 'PUT', 'POST', 'POST', 'HEAD', 'DELETE');
const accept = fc.constantFrom('application/json', 'text/xml', '*/*', ';q=', 'text/*;q=0.1');

const json = (held: object): [string, string] => ['application/json', JSON.stringify(held)];

/** One of each status, in this order. */
const plain = [
  { method: 'GET', path: '/api/customer/7', body: null },
  { method: 'POST', path: '/api/customer', body: json(least) },
  { method: 'PUT', path: '/api/customer/7', body: json(least) },
  { method: 'POST', path: '/api/customer', body: json({}) },
  { method: 'GET', path: '/api/customer/99', body: null },
  { method: 'DELETE', path: '/api/customer/7', body: null },
  { method: 'PUT', path: '/api/customer/7', body: ['text/plain', 'Acme'] as [string, string] },
].map((one): [{ method: string; path: string; accept: string; body: [string, string] | null }] => [
  { accept: '*/*', ...one },
]);

describe.each(databaseNames)('on %s', (name) => {
  let database: TestDatabase;
  let sandbox: Awaited<ReturnType<typeof openSandbox>>;
  let events: () => Promise<number>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    database = await databases[name]();
    sandbox = await openSandbox([sedona], data, { database: database.url });
    const engine = await openDatabase(database.url);
    events = async () => Number((await createStore(engine).read(() => ask(count)))[0]?.[0]);
    close = () => engine.close();
  });

  afterAll(async () => {
    await sandbox.close();
    await close();
    await database.drop();
  });

  test('no request whatever gets a server error or a look inside, and one that fails changes nothing', async () => {
    const seen = new Set<number>();
    let known = await events();
    const request = fc.record({ method, path, accept, body: fc.option(body) });
    const law = fc.asyncProperty(request, async ({ method, path, accept, body }) => {
      const carried = body && method !== 'GET' && method !== 'HEAD';
      const response = await fetch(new URL(path, sandbox.url), {
        method,
        headers: { Accept: accept, ...(carried && { 'Content-Type': body[0] }) },
        ...(carried && { body: body[1] }),
      });
      const answered = await response.text();
      expect(response.status).toBeLessThan(500);
      expect(answered).not.toMatch(inside);
      seen.add(response.status);
      const now = await events();
      if (response.status >= 400) expect(now).toBe(known);
      known = now;
    });
    await fc.assert(law, { numRuns: 600, examples: plain });
    expect([...seen].slice(0, plain.length)).toEqual([200, 201, 204, 400, 404, 405, 415]);
  });
});
