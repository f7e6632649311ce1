import fc, { type Arbitrary } from 'fast-check';
import { dialects } from '../../dialects/index.js';
import { kinds } from '../../src/core/records/kinds.js';
import { fuzz, type Sent } from '../support/fuzzing.js';

const id = fc.constantFrom(
  ...['1', '125', '341', '3134', '7', '0', '-1', '1.0', '01', '2000000000', '2000000001', '99999999999', 'x', '1e2'],
  ...['%00', '%E0%80', '%2e%2e', '..', '*', '__proto__', '%zz', ''],
);
const kind = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...kinds) },
  fc.constantFrom('Users', 'toString', '%00', ''),
);

const words = fc.constantFrom(
  ...[
    'Acme',
    'active',
    'suspended1',
    'business',
    'N-1',
    '2026-03-01',
    '2026-02-30',
    '2026-01-01T00:00:00.000Z',
    'GOLD',
  ],
  ...['10.50', '-1', '1e3', '0.001', '99999999999999999999', '341', '', ' ', '\0', '\ud800', '\uffff', '😀', 'NaN'],
  ...[
    'x'.repeat(300),
    '1'.repeat(400),
    'check',
    'months',
    'USD',
    '0000-00-00',
    '9999-12-31',
    '+010000-01-01T00:00:00Z',
  ],
);
const text = fc.oneof({ weight: 3, arbitrary: words }, fc.string({ unit: 'binary', maxLength: 8 }));
const number = fc.constantFrom(0, -0, 1, -1, 1.5, 125, 341, 3134, 2e9, 2e9 + 1, 1e21, 1e308, 2 ** 53);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const inner = fc.constantFrom(
  'value',
  'unit',
  'code',
  'billing',
  'primary',
  'first',
  'email',
  'city',
  'table',
  'id',
  '__proto__',
);
const value: Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(fc.oneof(scalar, fc.constant({})), { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.dictionary(inner, fc.oneof(scalar, fc.dictionary(inner, scalar, { maxKeys: 2 })), { maxKeys: 3 }),
  },
);
const members = fc.constantFrom(
  ...[
    'id',
    'name',
    'number',
    'externalReference',
    'customerId',
    'structureIds',
    'userId',
    'status',
    'createdAt',
    'type',
  ],
  ...[
    'removedAt',
    'terms',
    'contacts',
    'addresses',
    'source',
    'extras',
    'code',
    'amount',
    'date',
    'dueDate',
    'reference',
  ],
  ...[
    'planId',
    'quantity',
    'startDate',
    'installments',
    'every',
    'phoneNumber',
    'serviceId',
    'parentId',
    'latitude',
    'at',
  ],
  ...['steps', 'new-invoice', 'url', 'events', 'secret', 'dialect', '__proto__', 'toString', 'version', 'remaining'],
);
const least = fc.constantFrom(
  ...[
    {},
    { customerId: 341 },
    { code: 'NEW' },
    { name: 'Any' },
    { customerId: 3134, number: '0800 1' },
    { serviceId: 1 },
  ],
  { customerId: 341, amount: '10.50', date: '2026-03-01', dueDate: '2026-03-31' },
  { customerId: 341, planId: 'GOLD', quantity: '1', startDate: '2026-04-01' },
  { customerId: 316, amount: '9.00', startDate: '2026-04-01', installments: 4, every: { value: 1, unit: 'months' } },
  { customerId: 341, at: '2026-01-01T00:00:00.000Z', previousStatus: 'active', newStatus: 'overdue1' },
  { steps: [{ days: 1, status: 'overdue1' }] },
);
const record = fc
  .tuple(least, fc.array(fc.tuple(members, value), { maxLength: 3 }))
  .map(([some, more]) => JSON.stringify({ ...some, ...Object.fromEntries(more) }));
const body = fc.oneof(
  { weight: 8, arbitrary: record },
  fc.json(),
  fc.constantFrom(
    '',
    '{',
    '[]',
    'null',
    '"a"',
    '{"a":1e999}',
    '['.repeat(70_000),
    '{"__proto__":{}}',
    '\ufeff{}',
    "{'a':1}",
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

const query = fc.constantFrom(
  ...[
    '',
    '',
    '?limit=1',
    '?limit=1000',
    '?limit=1001',
    '?limit=0',
    '?limit=99999999999',
    '?after=2000000000',
    '?after=-1',
  ],
  ...[
    '?after=2000000001',
    '?limit=1&limit=2',
    '?limit=%00',
    '?state=dead',
    '?state=x',
    '?callback=1',
    '?callback=x',
    '?a=%zz',
  ],
);
const path = fc.oneof(
  { weight: 4, arbitrary: kind.map((one) => `/v1/${one}`) },
  { weight: 6, arbitrary: fc.tuple(kind, id).map(([one, other]) => `/v1/${one}/${other}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('/v1/settings/ageing', '/v1/settings/mail', '/v1/settings', '/v1', '/v2/users', '/'),
  },
  { weight: 1, arbitrary: fc.constantFrom('/v1/mail', '/v1/callbacks', '/v1/deliveries', '/v1/deliveries/redeliver') },
  { weight: 1, arbitrary: id.map((one) => `/v1/mail/${one}/send`) },
  { weight: 1, arbitrary: id.map((one) => `/v1/callbacks/${one}`) },
  { weight: 1, arbitrary: id.map((one) => `/v1/deliveries/${one}/redeliver`) },
  { weight: 1, arbitrary: fc.tuple(id, id).map(([one, other]) => `/v1/customers/${one}/payment-methods/${other}`) },
);
const method = fc.constantFrom('GET', 'POST', 'POST', 'PUT', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS');
const type = fc.oneof(
  { weight: 12, arbitrary: fc.constant('application/json') },
  fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'application/json; charset=x', ''),
);

const json = (method: string, target: string, body: unknown): Sent => ({
  ...{ method, target, body: JSON.stringify(body) },
  headers: { 'Content-Type': 'application/json' },
  admin: true,
});

fuzz({
  modules: dialects,
  requests: fc.record({ method, path, query, type, body }).map(({ method, path, query, type, body }) => ({
    ...{ method, target: path + query, body },
    headers: { 'Content-Type': type },
    admin: true,
  })),
  plain: [
    [200, { method: 'GET', target: '/v1/customers?limit=1000', admin: true }],
    [201, json('POST', '/v1/branches', { id: 9, code: 'FUZZ' })],
    [204, { method: 'DELETE', target: '/v1/branches/9', admin: true }],
    [400, { ...json('POST', '/v1/branches', {}), body: '{' }],
    [422, json('POST', '/v1/branches', {})],
    [404, { method: 'GET', target: '/v1/branches/9', admin: true }],
    [405, { method: 'PUT', target: '/v1/branches', admin: true }],
    [415, { ...json('POST', '/v1/branches', {}), headers: { 'Content-Type': 'text/plain' } }],
  ],
});
