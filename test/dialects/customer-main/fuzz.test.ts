import fc, { type Arbitrary } from 'fast-check';
import { customerMain } from '../../../dialects/customer-main/index.js';
import { m4 } from '../../../dialects/m4/index.js';
import type { Answer } from '../../gateway/http.js';
import { fuzz } from '../../support/fuzzing.js';

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

const typed = (type: string, body: string) => ({ headers: { 'Content-Type': type }, body });

/** Code of the envelope, else the status; every answer with a body has an `$id`. */
function kindOf({ status, text }: Answer): unknown {
  if (text === '') return status;
  const { $id, Code } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  expect($id).toBe('1');
  return Code ?? status;
}

fuzz({
  modules: [m4, customerMain],
  requests: request.map(({ method, path, query, body }) => ({
    ...{ method, target: `${path}?${query}` },
    ...(body && typed(body[0], body[1])),
  })),
  kindOf,
  succeeded: (kind) => kind === 200,
  plain: [
    [200, { method: 'GET', target: `/API/Customer/Get/${key}?CustNumOrName=0000000010` }],
    [200, { method: 'GET', target: `/API/Customer/Add/${key}?CustName=Acme&Status=Active` }],
    [403, { method: 'GET', target: `/API/Customer/Add/${key}` }],
    [404, { method: 'GET', target: `/API/Customer/Get/${key}` }],
    [405, { method: 'DELETE', target: `/API/Customer/Edit/${key}` }],
    [415, { method: 'POST', target: `/API/Customer/Add/${key}`, ...typed('text/plain', 'Acme') }],
  ],
});
