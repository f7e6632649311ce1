import { keepMethod } from '../../src/core/payments/keep-method.js';
import { createPlane, type Plane } from './harness.js';

let plane: Plane;

const actor = { name: 'tester', channel: 'test', operation: 'test.run' };

beforeEach(async () => {
  plane = await createPlane();
  await plane.send('POST', '/v1/customers', { body: { id: 7, name: 'A' } });
  for (const preference of [1, 2] as const) {
    const method = { customerId: 7, preference, type: 'ach', lastFour: '6789', sealed: 'sealed text' } as const;
    await plane.bench.core(keepMethod, method, actor);
  }
});
afterEach(() => plane.close());

const path = '/v1/customers/7/payment-methods';
const masked = (preference: number) => ({ preference, type: 'ach', lastFour: '6789' });

test('payment methods are listed as far as they may be shown', async () => {
  const { status, json, text } = await plane.send('GET', path);
  expect([status, json]).toEqual([200, { items: [masked(1), masked(2)] }]);
  expect(text).not.toContain('sealed');
});

test('a payment method is removed for good, and leaves an event', async () => {
  expect((await plane.send('DELETE', `${path}/1`)).status).toBe(204);
  expect((await plane.send('GET', path)).json).toEqual({ items: [masked(2)] });
  expect((await plane.bench.events()).at(-1)?.slice(1)).toEqual([
    ...['payment-method.remove', 'payment-methods', 7],
    JSON.stringify([['methods.1', null]]),
  ]);
});

test.each([
  ['GET', '/v1/customers/8/payment-methods', 404],
  ['GET', '/v1/customers/x/payment-methods', 404],
  ['DELETE', '/v1/customers/8/payment-methods/1', 404],
  ['DELETE', `${path}/3`, 404],
  ['DELETE', `${path}/0`, 404],
  ['POST', path, 405],
  ['PUT', `${path}/1`, 405],
])('%s %s is refused with %i and changes nothing', async (method, where, status) => {
  const answer = await plane.send(method, where);
  expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8']);
  expect((await plane.send('GET', path)).json).toEqual({ items: [masked(1), masked(2)] });
});
