import fc, { type Arbitrary } from 'fast-check';
import { customerMain } from '../../../dialects/customer-main/index.js';
import { m4 } from '../../../dialects/m4/index.js';
import { openSandbox } from '../../../src/sandbox.js';
import { openDatabase } from '../../../src/store/open.js';
import { ask, type Statement } from '../../../src/store/statement.js';
import { createStore } from '../../../src/store/store.js';
import { databaseNames, databases, type TestDatabase } from '../../support/databases.js';

/** What no answer may show: stack traces, words of SQL or of its libraries, paths of files. */
const inside =
  /\bat .*:\d+:\d+|node_modules|node:|sqlite|constraint|\bselect\b.*\bfrom\b|\.[jt]s\b|\/(src|dist|tmp|usr)\//i;

const count: Statement = { name: 'test events count', build: (q) => q('events').count('* as count') };

const key = '123456789';

const names = [
  ...['Custno', 'Custname', 'Status', 'Phone', 'Fax', 'Territory', 'Terms', 'Credlimit', 'Creditok', 'Ar_highBal'],
  ...['Acct_date', 'Saledsctid', 'Acctaxable', 'ACTTAXABLE', 'Resl_no', 'Inactdt', 'Inactinit', 'modifieddate'],
  ...['CustNumOrName', 'apiKey', 'custname', 'toString', '__proto__', 'constructor', '$id'],
];

const words = fc.constantFrom(
  ...['Active', 'INACTIVE', 'Quote', 'NEW ENGLAND', 'NET 30', 'net 30/2% 10', 'COD', 'OK', 'Customer', '0000000010'],
  ...['0000000011', '10', '-1', '1e3', '99999999999', '11/19/2014', '2014-11-1900:00:00', '2014-02-30', 'true', ' '],
  ...["'", '"', '%', '\0', '\ud800', '😀', ' x ', 'x'.repeat(4001), ' '.repeat(5000), `${' '.repeat(5000)}x`],
);
const text = fc.oneof({ weight: 3, arbitrary: words }, fc.string({ unit: 'binary', maxLength: 8 }));
const value: Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: text },
  fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
  fc.object({ maxDepth: 1, maxKeys: 2 }),
);
const name = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...names) }, fc.string());
const sent = fc.array(fc.tuple(name, value), { maxLength: 7 });

const asJson = sent.map((pairs) => JSON.stringify(Object.fromEntries(pairs)));
const asForm = sent.map((pairs) =>
  new URLSearchParams(pairs.map(([one, of]) => [one, String(of)] as [string, string])).toString(),
);
const body = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('application/json'), asJson) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('application/x-www-form-urlencoded'), asForm) },
  fc.tuple(fc.constantFrom('application/json', 'text/json; charset=utf-16', 'text/plain'), fc.string()),
);

const segment = fc.oneof(
  fc.constantFrom('Customer', 'ADD', 'edit', 'Get', key, 'nobody', '', '%00', '%E0%80', '..', '125'),
  fc.string({ maxLength: 4 }).map(encodeURIComponent),
);
const action = fc.constantFrom('Add', 'eDit', 'GET');
const path = fc.oneof(
  { weight: 6, arbitrary: action.map((one) => `/API/Customer/${one}/${key}`) },
  { weight: 1, arbitrary: action.map((one) => `/api/customer/${one}`) },
  { weight: 1, arbitrary: fc.array(segment, { maxLength: 5 }).map((all) => `/api/${all.join('/')}`) },
);
const query = fc.oneof({ weight: 2, arbitrary: fc.constant('') }, asForm, fc.string({ maxLength: 10 }));
const method = fc.constantFrom('GET', 'POST', 'POST', 'PUT', 'HEAD', 'DELETE');

const request = fc.record({ method, path, query, body: fc.option(body) });

/** One of each code, in this order. */
const plain = [
  { method: 'GET', path: `/API/Customer/Get/${key}`, query: 'CustNumOrName=0000000010', body: null },
  { method: 'GET', path: `/API/Customer/Add/${key}`, query: '', body: null },
  { method: 'GET', path: `/API/Customer/Get/${key}`, query: '', body: null },
  { method: 'DELETE', path: `/API/Customer/Edit/${key}`, query: '', body: null },
  { method: 'POST', path: `/API/Customer/Add/${key}`, query: '', body: ['text/plain', 'Acme'] as [string, string] },
].map((one): [{ method: string; path: string; query: string; body: [string, string] | null }] => [one]);

describe.each(databaseNames)('on %s', (name) => {
  let database: TestDatabase;
  let sandbox: Awaited<ReturnType<typeof openSandbox>>;
  let events: () => Promise<number>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    database = await databases[name]();
    sandbox = await openSandbox([m4, customerMain], undefined, { database: database.url });
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
    const codes = new Set<unknown>();
    let known = await events();
    const law = fc.asyncProperty(request, async ({ method, path, query, body }) => {
      const carried = body && method !== 'GET' && method !== 'HEAD';
      const response = await fetch(new URL(`${path}?${query}`, sandbox.url), {
        method,
        ...(carried && { headers: { 'Content-Type': body[0] }, body: body[1] }),
      });
      const answered = await response.text();
      expect(response.status).toBeLessThan(500);
      expect(answered).not.toMatch(inside);
      const { $id, Code } = (answered === '' ? { $id: '1' } : JSON.parse(answered)) as Readonly<
        Record<string, unknown>
      >;
      expect($id).toBe('1');
      codes.add(Code ?? response.status);
      const now = await events();
      if (Code !== 200) expect(now).toBe(known);
      known = now;
    });
    await fc.assert(law, { numRuns: 600, examples: plain });
    expect([...codes].slice(0, plain.length)).toEqual([200, 403, 404, 405, 415]);
  });
});
