import fc, { type Arbitrary } from 'fast-check';
import { dialects } from '../../dialects/index.js';
import { fuzz, type Sent } from '../support/fuzzing.js';
import { demoCookie } from './n2fe/house.js';

/** Whatever operators keep, every vendor's clients are shown it and may go on with it. */

const scalar = fc.constantFrom<unknown>(
  ...['', ' ', 'x', 'x'.repeat(256), '😀'.repeat(40), '<&>', 'true', '007', '1e3', '-1', '2014-11-19T00:00:00', 'NaN'],
  ...[null, true, false, 0, -0, 1.5, -1, 1e21, 1e308, 2 ** 53],
);
const odd = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.array(scalar, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('a', 'value', 'length'), scalar, { maxKeys: 2 }),
);
const text = fc.oneof(
  fc.constantFrom('Acme', 'ann', '804-555-0100', 'VA', 'NET 30', 'days', '', ' x '),
  fc.string({ unit: 'grapheme' }),
);
const some = (members: Readonly<Record<string, Arbitrary<unknown>>>) => fc.record(members, { requiredKeys: [] });
const all = (names: readonly string[], held: Arbitrary<unknown>) =>
  some(Object.fromEntries(names.map((name) => [name, held])));

const day = fc.constantFrom(
  '2026-03-01',
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '2024-02-29',
  '1899-12-31',
  '2079-06-07',
);
const instant = fc.constantFrom(
  ...['2026-03-01T00:00:00.000Z', '0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z'],
  ...['1899-12-31T00:00:00Z', '2079-06-07T00:00:00Z', '1970-01-01T00:00:00.5Z'],
);
const contact = all(['first', 'middle', 'last', 'phone', 'fax', 'email', 'login'], text);
const address = all(['street', 'city', 'state', 'postalCode', 'country'], text);
/** What is kept for one dialect alone, which the others and operators may fill with anything. */
const extras = some({
  sedona: all(
    [
      ...['typeCode', 'taxExemptNum', 'blanketPOExpire', 'noLateFees', 'okToIncreaseDate', 'branchCode', 'groupCode'],
      ...['isMaster', 'masterAccountCode', 'statusCode', 'customerGroupId', 'customerSince', 'salespersonCode'],
      ...['billInactive', 'billCounty', 'billBranchCode', 'billEmailInvoices', 'billAddress2', 'billPhone2'],
    ],
    odd,
  ),
  customerMain: all(
    [
      'accountDate',
      'modifiedDate',
      'modifiedIn',
      'territory',
      'creditLimit',
      'creditStatus',
      'inactiveDate',
      'taxable',
    ],
    odd,
  ),
  blubilling: all(
    [
      'crmCustomerId',
      'locale',
      'currency',
      'isBusinessAccount',
      'billingStreet2',
      'billingCountryCode',
      'salesStreet2',
    ],
    odd,
  ),
});
const customer = some({
  ...{ name: text, description: text, number: fc.uuid(), externalReference: fc.uuid() },
  type: fc.constantFrom('business', 'residential'),
  status: fc.constantFrom('quote', 'draft', 'active', 'overdue3', 'suspended2', 'inactive3', 'provisioning'),
  ...{ createdAt: instant, updatedAt: instant },
  source: fc.integer().map((of) => ({ table: 'T', id: of | 0 })),
  terms: some({ code: text, unit: text, value: fc.constantFrom(30, -1, 0.5, 1e21, 1e308, 0) }),
  contacts: all(['primary', 'billing', 'sales'], contact),
  addresses: all(['mailing', 'billing', 'sales'], address),
  extras,
  structureIds: fc.constantFrom([], [12], [12, 25]),
});
const id = fc.constantFrom(125, 341, 316, 10, 3134);
const theirs = <T extends object>(members: Arbitrary<T>) =>
  fc.tuple(id, members).map(([customerId, rest]) => ({ customerId, ...rest }));
const money = fc.constantFrom('0.01', '10.5', '999999999999.99', '000000000001');
const records: Readonly<Record<string, Arbitrary<object>>> = {
  invoices: theirs(fc.record({ amount: money, date: day, dueDate: day })),
  payments: theirs(fc.record({ amount: money, date: day })),
  orders: theirs(fc.record({ planId: fc.constantFrom('<', 'GOLD', ' '), quantity: money, startDate: day })),
  'payment-plans': theirs(
    fc.record({
      ...{
        amount: money,
        startDate: day,
        nextDate: day,
        installments: fc.constantFrom(1, 10_000),
        enabled: fc.boolean(),
      },
      every: fc.record({
        value: fc.constantFrom(1, 1000),
        unit: fc.constantFrom('days', 'weeks', 'months', 'quarters', 'years'),
      }),
    }),
  ),
  transitions: theirs(
    fc.record({
      at: instant,
      previousStatus: fc.constantFrom('active', 'quote'),
      newStatus: fc.constantFrom('inactive3', 'draft'),
    }),
  ),
  bills: theirs(
    some({
      addresses: some({ billing: address }),
      contacts: some({ billing: contact }),
      extras,
    }),
  ),
  'service-numbers': theirs(fc.record({ number: text, disconnectedAt: instant })),
  services: theirs(some({ phoneNumber: text, connectedAt: instant })),
  structures: some({
    street: text,
    latitude: fc.constantFrom(0, 90, -89.5),
    mapped: fc.boolean(),
    updatedAt: instant,
    fullAddress: text,
  }),
  'payment-terms': some({
    code: text,
    daysNetDue: fc.constantFrom(0, 36_500),
    discountPercent: fc.constantFrom('2.5', '999'),
  }),
};
const kept = (method: string, target: string, record: object): Sent => ({
  ...{ method, target, body: JSON.stringify(record), admin: true },
  headers: { 'Content-Type': 'application/json' },
});
const written = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(id, customer).map(([one, record]) => kept('PUT', `/v1/customers/${one}`, record)) },
  {
    weight: 2,
    arbitrary: fc.oneof(
      ...Object.entries(records).map(([kind, held]) => held.map((record) => kept('POST', `/v1/${kind}`, record))),
    ),
  },
);

const headers = { Cookie: demoCookie, Accept: 'text/xml', 'Content-Type': 'text/xml' };
const get = (target: string): Sent => ({ method: 'GET', target, headers });
const put = (target: string, type: string, body: string): Sent => ({
  ...{ method: 'PUT', target, body },
  headers: { ...headers, 'Content-Type': type },
});
const m4 = (action: string, body: object): Sent => ({
  ...{ method: 'POST', target: `/Billing/Customer/${action}`, body: JSON.stringify(body) },
  headers: { 'Content-Type': 'application/json' },
});
const main = (action: string, query: string): Sent => get(`/API/Customer/${action}/123456789?${query}`);
const numbered = (one: number): string => String(one).padStart(10, '0');

const ofOne = (one: number): readonly Sent[] => [
  ...['', '/salesContact', '/autopay'].map((below) => get(`/rest/customer/${one}${below}`)),
  get(`/rest/customers/${one}/paymentPlan`),
  { method: 'POST', target: `/rest/customer/${one}?actionName=suspend` },
  put(`/rest/customer/${one}`, 'text/xml', '<customer><locale>de</locale></customer>'),
  ...[get(`/Billing/Customer/GetCustomer/${one}`), get(`/Billing/Customer/GetStructures/${one}`)],
  m4('UpdateCustomer', { ID: one, Description: 'Any' }),
  ...[get(`/api/customer/${one}`), get(`/api/customerbill/${one}/ByCustomerId`)],
  { ...get(`/api/customer/${one}`), headers: { Accept: 'application/json' } },
  get(`/jarvis-agent/n2fe/api/customer/${one}`),
  put(`/jarvis-agent/n2fe/api/customer/${one}`, 'text/json', '{"description": "Any"}'),
  ...[main('Get', `CustNumOrName=${numbered(one)}`), main('Edit', `Custno=${numbered(one)}&Fax=1&Status=Active`)],
];
const ofAll: readonly Sent[] = [
  ...['', '?search=a', '?status=Active', '/transitions'].map((rest) => get(`/rest/customers${rest}`)),
  ...['customer', 'term', 'customerbill/1'].map((rest) => get(`/api/${rest}`)),
  ...['', '?name=a'].map((rest) => get(`/jarvis-agent/n2fe/api/customer${rest}`)),
  ...['Acme', 'ann'].map((name) => main('Get', `CustNumOrName=${name}`)),
  m4('GetCustomersByName', { LastName: 'a' }),
  m4('GetCustomersByPhoneNumber', { PhoneNumber: '804-555-0100' }),
  get('/Billing/Customer/GetCustomersByStructure/12'),
];
const shown = fc.oneof(
  id.chain((one) => fc.constantFrom(...ofOne(one))),
  fc.constantFrom(...ofAll),
);

const careless = { sedona: { noLateFees: 'perhaps' }, customerMain: { territory: 7 } };

fuzz({
  modules: dialects,
  requests: fc.oneof({ weight: 1, arbitrary: written }, { weight: 2, arbitrary: shown }),
  plain: [
    [200, kept('PUT', '/v1/customers/125', { extras: careless })],
    ...ofOne(125).flatMap((sent) => (/paymentPlan|salesContact/.test(sent.target) ? [] : [[200, sent] as const])),
    ...ofAll.map((sent) => [200, sent] as const),
  ],
});
