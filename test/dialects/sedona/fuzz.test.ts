import fc, { type Arbitrary } from 'fast-check';
import { sedona } from '../../../dialects/sedona/index.js';
import { aspnetForm } from '../../../src/wire/aspnet/form.js';
import { fuzz } from '../../support/fuzzing.js';
import { bill, data, least } from './house.js';

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

const request = fc.record({ method, target: path, accept, body: fc.option(body) });

const json = (held: object) => ({ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(held) });

fuzz({
  modules: [sedona],
  data,
  requests: request.map(({ method, target, accept, body }) => ({
    ...{ method, target },
    headers: { Accept: accept, ...(body && { 'Content-Type': body[0] }) },
    ...(body && { body: body[1] }),
  })),
  plain: [
    [200, { method: 'GET', target: '/api/customer/7' }],
    [201, { method: 'POST', target: '/api/customer', ...json(least) }],
    [204, { method: 'PUT', target: '/api/customer/7', ...json(least) }],
    [400, { method: 'POST', target: '/api/customer', ...json({}) }],
    [404, { method: 'GET', target: '/api/customer/99' }],
    [405, { method: 'DELETE', target: '/api/customer/7' }],
    [415, { method: 'PUT', target: '/api/customer/7', headers: { 'Content-Type': 'text/plain' }, body: 'Acme' }],
  ],
});
