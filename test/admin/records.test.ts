import { kinds } from '../../src/core/records/kinds.js';
import { now } from '../records/harness.js';
import { createPlane, keep, problemIn, problemType, type Plane } from './harness.js';

let plane: Plane;

beforeEach(async () => {
  plane = await createPlane();
});

afterEach(() => plane.close());

const { send } = { send: (...request: Parameters<Plane['send']>) => plane.send(...request) };

const charge = {
  ...{ customerId: 125, key: 'K-1', day: '2026-03-05', amount: '9.00', currency: 'USD', preference: 1 },
  ...{ dueDate: '2026-03-05', createdAt: now },
};

const samples = {
  users: [{ name: 'Dana' }, { name: 'Dee' }],
  structures: [
    { street: 'Main', latitude: 37.54 },
    { street: 'Main', mapped: true },
  ],
  'line-cards': [{ name: 'LC-1' }, { name: 'LC-1', description: 'spare' }],
  customers: [
    { name: 'Acme', contacts: { billing: { email: 'a@example.com' } }, structureIds: [40], extras: { any: { a: 1 } } },
    { name: 'Acme Ltd', type: 'business', status: 'overdue1', terms: { code: 'NET 30', value: 30, unit: 'days' } },
  ],
  'service-numbers': [
    { customerId: 125, number: '0800 555132', disconnectedAt: now },
    { customerId: 125, number: '0800555132' },
  ],
  services: [
    { customerId: 125, phoneNumber: '804-555-0100' },
    { customerId: 125, lineCardId: 3, connectedAt: now },
  ],
  features: [
    { serviceId: 9, quantity: 1 },
    { serviceId: 9, source: { table: 'T', id: 4 } },
  ],
  transitions: [
    { customerId: 125, at: now, previousStatus: 'active', newStatus: 'overdue1' },
    { customerId: 125, at: now, previousStatus: 'overdue1', newStatus: 'suspended1' },
  ],
  'customer-types': [{ code: 'COM', description: 'Commercial' }, { code: 'com 2' }],
  salespeople: [{ code: 'DJONES' }, { code: 'ASMITH', inactive: true }],
  'payment-terms': [
    { code: 'NET30', daysNetDue: 30 },
    { code: '2%10', discountPercent: '2.5', discountDays: 10 },
  ],
  branches: [{ code: 'MAIN' }, { code: 'WEST' }],
  'customer-groups': [{ code: 'GOV' }, { code: 'EDU' }],
  'collection-statuses': [{ code: 'LATE' }, { code: 'LEGAL' }],
  'customer-relations': [{ code: 'HQ' }, { code: 'STORE' }],
  'master-accounts': [{ code: 'CHAIN', customerId: 125, billsMaster: true }, { code: 'CHAIN-2' }],
  bills: [
    { customerId: 125, addresses: { billing: { city: 'Salem' } } },
    { customerId: 125, type: 'business' },
  ],
  orders: [
    { customerId: 125, planId: 'GOLD', quantity: '1', startDate: '2026-04-01', reference: 'ORD1' },
    { customerId: 125, planId: 'GOLD', quantity: '2.5', startDate: '2026-04-01' },
  ],
  invoices: [
    { customerId: 125, amount: '10.50', date: '2026-03-01', dueDate: '2026-03-31', reference: 'INV1' },
    { customerId: 125, amount: '10.00', date: '2026-03-01', dueDate: '2026-03-31' },
  ],
  payments: [
    { customerId: 125, amount: '10.50', date: '2026-03-05', type: 'check' },
    { customerId: 125, amount: '10.50', date: '2026-03-05', reference: 'PAY1' },
  ],
  'payment-plans': [
    { customerId: 125, amount: '9.00', startDate: '2026-04-01', installments: 4, every: { value: 1, unit: 'months' } },
    { customerId: 125, amount: '9.00', startDate: '2026-04-01', installments: 3, every: { value: 2, unit: 'weeks' } },
  ],
  charges: [
    { ...charge, state: 'declined', reason: 'card-declined', last: true },
    { ...charge, state: 'approved', reference: 'gw-1' },
  ],
} as const;

test.each(kinds)('A record is created, listed, read, changed and removed: %s.', async (kind) => {
  await keep(plane, 'structures', { id: 40 });
  await keep(plane, 'line-cards', { id: 3 });
  await keep(plane, 'customers', { id: 125 });
  await keep(plane, 'services', { id: 9, customerId: 125 });
  const [first, second] = samples[kind];

  const created = await send('POST', `/v1/${kind}`, { body: first });
  const { id } = created.json as { readonly id: number };
  expect(created).toMatchObject({ status: 201, headers: { location: `/v1/${kind}/${id}` }, json: first });
  expect((await send('GET', `/v1/${kind}?after=${id - 1}`)).json).toEqual({ items: [created.json], next: null });
  expect((await send('GET', `/v1/${kind}/${id}`)).json).toEqual(created.json);

  const replaced = await send('PUT', `/v1/${kind}/${id}`, { body: second });
  expect(replaced).toMatchObject({ status: 200, json: { ...second, id } });
  const gone = Object.keys(first).filter((member) => !(member in second));
  for (const member of gone) expect(replaced.json).not.toHaveProperty(member);
  expect((await send('GET', `/v1/${kind}/${id}`)).json).toEqual(replaced.json);

  expect(await send('DELETE', `/v1/${kind}/${id}`)).toMatchObject({ status: 204, text: '' });
  expect((await send('GET', `/v1/${kind}/${id}`)).status).toBe(404);
});

test('What was read can be sent back as it is.', async () => {
  await keep(plane, 'customers', { id: 125, name: 'Acme', createdAt: '2020-01-01T00:00:00Z' });
  const { json } = await send('GET', '/v1/customers/125');
  expect(await send('PUT', '/v1/customers/125', { body: json })).toMatchObject({ status: 200, json });
});

test('A seed line can be posted as it is.', async () => {
  await keep(plane, 'users', { kind: 'users', id: 7, name: 'Dana' });
  expect((await send('GET', '/v1/users/7')).json).toEqual({ id: 7, name: 'Dana' });
});

test('A list is read page by page until there is no next.', async () => {
  for (const id of [3, 5, 8]) await keep(plane, 'users', { id, name: 'x' });
  const page = async (query: string) => {
    const { items, next } = (await send('GET', `/v1/users${query}`)).json as { items: { id: number }[]; next: unknown };
    return [...items.map(({ id }) => id), next];
  };
  expect(await page('?limit=2')).toEqual([3, 5, 5]);
  expect(await page('?limit=2&after=5')).toEqual([8, null]);
  expect(await page('?limit=3')).toEqual([3, 5, 8, null]);
  expect(await page('?after=8')).toEqual([null]);
});

test.each(['limit=0', 'limit=1001', 'limit=ten', 'limit=', 'limit=1&limit=2', 'after=-1', 'after=1.5'])(
  'A list is refused where its query is wrong: %s.',
  async (query) => {
    const answer = await send('GET', `/v1/users?${query}`);
    const member = query.split('=')[0];
    expect(answer.status).toBe(400);
    expect(problemIn(answer)).toMatchObject({
      contentType: problemType,
      status: 400,
      errors: [{ member, rule: 'range' }],
    });
  },
);

test.each([
  ['/v1/robots', 'about:blank'],
  ['/v1/users/8', 'urn:customer-gateway:record-unknown'],
  ['/v1/users/0', 'urn:customer-gateway:record-unknown'],
  ['/v1/users/08', 'urn:customer-gateway:record-unknown'],
  ['/v1/users/x', 'urn:customer-gateway:record-unknown'],
  ['/v1/users/9999999999', 'urn:customer-gateway:record-unknown'],
  ['/v1/users/8/name', 'about:blank'],
  ['/v1', 'about:blank'],
  ['/', 'about:blank'],
])('What is not there is answered with 404: %s.', async (path, type) => {
  const answer = await send('GET', path);
  expect(problemIn(answer)).toMatchObject({
    contentType: problemType,
    type,
    title: 'Not Found',
    status: answer.status,
  });
  expect(answer.status).toBe(404);
});

test.each([
  ['PUT', { name: 'x' }],
  ['DELETE', undefined],
] as const)('What is not there is neither replaced nor removed: %s.', async (method, body) => {
  expect(await send(method, '/v1/users/8', { body })).toMatchObject({ status: 404, json: { status: 404 } });
  expect((await send('GET', '/v1/users')).json).toEqual({ items: [], next: null });
});

test.each([
  ['DELETE', '/v1/users', 'GET, HEAD, POST'],
  ['PUT', '/v1/users', 'GET, HEAD, POST'],
  ['OPTIONS', '/v1/users', 'GET, HEAD, POST'],
  ['POST', '/v1/users/8', 'GET, HEAD, PUT, DELETE'],
  ['PATCH', '/v1/users/8', 'GET, HEAD, PUT, DELETE'],
  ['POST', '/metrics', 'GET, HEAD'],
  ['POST', '/healthz', 'GET, HEAD'],
  ['DELETE', '/readyz', 'GET, HEAD'],
])('A method that a path does not answer is told which it does: %s %s.', async (method, path, allow) => {
  const answer = await send(method, path);
  expect(answer).toMatchObject({ status: 405, headers: { allow, 'content-type': problemType } });
  expect(answer.json).toMatchObject({ title: 'Method Not Allowed', status: 405, detail: `this path answers ${allow}` });
});

test('HEAD answers as GET does, without a body.', async () => {
  expect(await send('HEAD', '/v1/users')).toMatchObject({ status: 200, text: '' });
});
