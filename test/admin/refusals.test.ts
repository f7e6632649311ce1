import { createPlane, keep, problemIn, problemType, type Plane } from './harness.js';

let plane: Plane;

beforeEach(async () => {
  plane = await createPlane();
});

afterEach(() => plane.close());

const { send } = { send: (...request: Parameters<Plane['send']>) => plane.send(...request) };

test.each([
  ['number-taken', 'customers', { number: 'a1' }],
  ['account-number-taken', 'customers', { accountNumber: '0000000125' }],
  ['reference-taken', 'customers', { externalReference: 'r1' }],
  ['source-taken', 'customers', { source: { table: 'T', id: 1 } }],
  ['id-taken', 'customers', { id: 125 }],
  ['service-number-taken', 'services', { customerId: 125, phoneNumber: '8045550100' }],
])('What another has already is answered with 409: %s.', async (code, kind, body) => {
  await keep(plane, 'customers', { id: 125, number: 'A1', externalReference: 'R1', source: { table: 't', id: 1 } });
  await keep(plane, 'services', { customerId: 125, phoneNumber: '804-555-0100' });
  const answer = await send('POST', `/v1/${kind}`, { body });
  expect(answer.status).toBe(409);
  expect(problemIn(answer)).toMatchObject({
    contentType: problemType,
    type: `urn:customer-gateway:${code}`,
    title: 'Conflict',
  });
});

test('A record that others refer to is not removed: 409.', async () => {
  await keep(plane, 'customers', { id: 125 });
  await keep(plane, 'services', { customerId: 125 });
  expect(await send('DELETE', '/v1/customers/125')).toMatchObject({
    status: 409,
    json: { type: 'urn:customer-gateway:in-use', detail: 'other records refer to this one' },
  });
  expect((await send('GET', '/v1/customers/125')).status).toBe(200);
});

test.each([
  ['users', {}, { member: 'name', rule: 'required' }],
  ['users', { name: 'x', age: 3 }, { member: 'age', rule: 'additionalProperties' }],
  ['users', { name: 5 }, { member: 'name', rule: 'type', limit: 'string', value: 5 }],
  ['users', { kind: 'structures', name: 'x' }, { member: 'kind', rule: 'const', limit: 'users', value: 'structures' }],
  ['users', [], { member: '', rule: 'type', limit: 'object' }],
  ['users', null, { member: '', rule: 'type', limit: 'object' }],
  ['users', { name: 'x'.repeat(4001) }, { member: 'name', rule: 'maxLength', limit: 4000 }],
  ['customers', { status: 'gone' }, { member: 'status', rule: 'enum', value: 'gone' }],
  [
    'customers',
    { contacts: { primary: { age: 1 } } },
    { member: 'contacts.primary.age', rule: 'additionalProperties' },
  ],
  ['customers', { number: 'x'.repeat(256) }, { member: 'number', rule: 'maxLength', limit: 255 }],
  ['customers', { structureIds: [0] }, { member: 'structureIds[0]', rule: 'minimum', limit: 1, value: 0 }],
  ['customers', { userId: 99 }, { member: 'userId', rule: 'exists', value: 99 }],
])(
  'A record that breaks a rule is answered with 422, which member and which rule: %s %j.',
  async (kind, body, error) => {
    const answer = await send('POST', `/v1/${kind}`, { body: JSON.stringify(body) });
    expect(answer.status).toBe(422);
    expect(problemIn(answer)).toMatchObject({
      contentType: problemType,
      title: 'Unprocessable Entity',
      errors: [error],
    });
  },
);

test('Half a source is answered with 422.', async () => {
  const answer = await send('POST', '/v1/customers', { body: { source: { table: 'T' } } });
  expect(answer).toMatchObject({ status: 422, json: { type: 'urn:customer-gateway:source-incomplete' } });
});

test('The id of a replaced record is the one in the path: 422 for another.', async () => {
  await keep(plane, 'users', { id: 7, name: 'Dana' });
  expect(await send('PUT', '/v1/users/7', { body: { id: 8, name: 'Dee' } })).toMatchObject({
    status: 422,
    json: { errors: [{ member: 'id', rule: 'const', limit: 7, value: 8 }] },
  });
});

test.each([
  '{"name":',
  '',
  '{"name":"a\\u0000b"}',
  '{"name":"\\ud800"}',
  '{"name":"x","__proto__":{}}',
  '['.repeat(99999),
])('A body that cannot be read is answered with 400: %.40s.', async (body) => {
  const answer = await send('POST', '/v1/users', { body });
  expect(answer.status).toBe(400);
  expect(problemIn(answer)).toMatchObject({ contentType: problemType, type: 'about:blank', title: 'Bad Request' });
});

test.each(['POST', 'PUT'])('A body that is not there is answered with 400: %s.', async (method) => {
  await keep(plane, 'line-cards', { id: 3, name: 'LC-3' });
  const path = method === 'PUT' ? '/v1/line-cards/3' : '/v1/line-cards';
  expect(await send(method, path)).toMatchObject({ status: 400, json: { detail: 'the request has no body' } });
  expect((await send('GET', '/v1/line-cards')).json).toEqual({ items: [{ id: 3, name: 'LC-3' }], next: null });
});

test('A body that is not UTF-8 is answered with 400.', async () => {
  const body = Buffer.from('{"name":"caf\xe9"}', 'latin1');
  expect(await send('POST', '/v1/users', { body })).toMatchObject({ status: 400 });
});

test('A path that cannot be decoded is answered with 400.', async () => {
  expect(await send('GET', '/v1/users/%ff')).toMatchObject({ status: 400, json: { title: 'Bad Request' } });
});

test('A body of more than 1 MiB is answered with 413.', async () => {
  const body = JSON.stringify({ name: 'x'.repeat(1024 * 1024) });
  expect(await send('POST', '/v1/users', { body })).toMatchObject({
    status: 413,
    json: { detail: 'the body is longer than 1 MiB' },
  });
});

test.each([{ 'Content-Type': 'text/plain' }, { 'Content-Type': '' }, { 'Content-Encoding': 'zip' }])(
  'A body in another format is answered with 415: %j.',
  async (headers) => {
    const answer = await send('POST', '/v1/users', { headers, body: '{"name":"x"}' });
    expect(answer).toMatchObject({ status: 415, json: { title: 'Unsupported Media Type' } });
  },
);
