import { createPlane, type Plane } from './harness.js';

let plane: Plane;

beforeEach(async () => {
  plane = await createPlane();
});

afterEach(() => plane.close());

const path = '/v1/settings/ageing';
const steps = [
  { days: 15, status: 'overdue1' },
  { days: 60, status: 'suspended1' },
];

test('the steps of ageing are none until they are set, and then those that were', async () => {
  expect((await plane.send('GET', path)).json).toEqual({ steps: [] });
  const put = await plane.send('PUT', path, { body: { steps: [...steps].reverse() } });
  expect(put).toMatchObject({ status: 200, json: { steps } });
  expect((await plane.send('GET', path)).json).toEqual({ steps });
  const [event] = await plane.bench.events();
  expect(event?.[1]).toBe('ageing.replace');
});

test.each([
  ['a status that ageing may not give', { steps: [{ days: 15, status: 'active' }] }, 422],
  ['no day to begin on', { steps: [{ days: 0, status: 'overdue1' }] }, 422],
  ['two steps on one day', { steps: [...steps, { days: 60, status: 'suspended2' }] }, 422],
  ['a later step that is milder', { steps: [...steps, { days: 90, status: 'overdue2' }] }, 422],
  ['no steps at all', {}, 422],
  ['no JSON', '{', 400],
])('what is refused changes nothing: %s', async (_what, body, status) => {
  await plane.send('PUT', path, { body: { steps } });
  const refused = await plane.send('PUT', path, { body });
  expect(refused.status).toBe(status);
  expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect((await plane.send('GET', path)).json).toEqual({ steps });
});

test('what is no setting is not there, and a setting is read and replaced only', async () => {
  expect((await plane.send('GET', '/v1/settings/other')).status).toBe(404);
  expect(await plane.send('DELETE', path)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, PUT' } });
});
