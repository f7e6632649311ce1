import { Counter, Registry } from 'prom-client';
import type { RunRecords } from '../../src/core/records/operations.js';
import { createPlane, type Plane } from './harness.js';

const open: Plane[] = [];

const started = async (...parts: Parameters<typeof createPlane>): Promise<Plane['send'] & Partial<Plane>> => {
  const plane = await createPlane(...parts);
  open.push(plane);
  return Object.assign(plane.send, { lines: plane.lines, errors: plane.errors });
};

afterEach(async () => {
  for (const plane of open.splice(0)) await plane.close();
});

const nobody = { headers: { Authorization: '' } };

test('Health and readiness are told to everybody, by any name.', async () => {
  const send = await started();
  const sent = { headers: { Authorization: '', Host: '10.1.2.3:8081' } };
  expect(await send('GET', '/healthz', sent)).toMatchObject({ status: 200, json: { status: 'ok' } });
  expect(await send('GET', '/readyz', sent)).toMatchObject({ status: 200, json: { status: 'ready' } });
  expect(send.lines).toEqual([]);
});

test.each([
  ['starting', { ready: (): boolean => false }],
  ['unavailable', { well: (): boolean => false }],
  ['draining', { draining: (): boolean => true }],
  ['draining', { draining: (): boolean => true, ready: (): boolean => false }],
])('A process that is %s is not ready, but alive.', async (status, condition) => {
  const send = await started(condition);
  expect(await send('GET', '/readyz')).toMatchObject({ status: 503, json: { status } });
  expect((await send('GET', '/healthz')).status).toBe(200);
});

test.each(['', 'Bearer', 'Bearer wrong', 'Basic YTpi', 'Bearer an other token', 'a long admin token'])(
  'Without the token nothing else is answered: "%s".',
  async (authorization) => {
    const send = await started({ token: 'the-token' });
    for (const path of ['/v1/users', '/v1/users/1', '/metrics', '/nowhere']) {
      const answer = await send('GET', path, { headers: { Authorization: authorization } });
      expect(answer).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(answer.json).toMatchObject({ type: 'about:blank', title: 'Unauthorized', status: 401 });
    }
  },
);

test('The token lets in, whatever the case of the scheme.', async () => {
  const send = await started({ token: 'the-token' });
  for (const scheme of ['Bearer', 'bearer']) {
    expect((await send('GET', '/v1/users', { headers: { Authorization: `${scheme} the-token` } })).status).toBe(200);
  }
});

test('Where there is no token, none is asked for.', async () => {
  const send = await started({ token: undefined });
  expect((await send('GET', '/v1/users', nobody)).status).toBe(200);
  expect((await send('GET', '/metrics', nobody)).status).toBe(200);
});

test('An empty token lets nobody in.', async () => {
  const send = await started({ token: '' });
  expect((await send('GET', '/v1/users', { headers: { Authorization: 'Bearer ' } })).status).toBe(401);
});

test.each([
  'localhost',
  'LOCALHOST:8081',
  '127.0.0.1:1',
  '[::1]',
  '[::1]:8081',
  'admin.example',
  'Admin.Example:99',
  'one.example:1',
])('A host it is known by is answered: %s.', async (host) => {
  const send = await started({ hosts: new Set(['Admin.example', 'one.example:1']) });
  expect((await send('GET', '/v1/users', { headers: { Host: host } })).status).toBe(200);
});

test.each([
  'evil.example',
  'localhost.evil.example',
  '127.0.0.1.evil.example:80',
  'one.example:2',
  '[::2]',
  'localhost.',
])('A host it is not known by is refused, token or not: "%s".', async (host) => {
  for (const token of [undefined, 'a long admin token']) {
    const send = await started({ token, hosts: new Set(['one.example:1']) });
    const answer = await send('GET', '/v1/users', { headers: { Host: host } });
    expect(answer).toMatchObject({ status: 421, json: { type: 'urn:customer-gateway:host-refused' } });
  }
});

test('Metrics are shown as Prometheus reads them.', async () => {
  const metrics = new Registry();
  new Counter({ name: 'things', help: 'Things.', registers: [metrics] }).inc(3);
  const send = await started({ metrics });
  const answer = await send('GET', '/metrics');
  expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(answer.text).toContain('\nthings 3\n');
});

test('Every answer is kept from caches and from guesses at its type, and names no software.', async () => {
  const send = await started();
  for (const path of ['/healthz', '/v1/users', '/nowhere']) {
    const { headers } = await send('GET', path);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('etag');
  }
});

test('A bug is answered with 500 and told to the log only.', async () => {
  const run: RunRecords = () => Promise.reject(new Error('secret of the house'));
  const send = await started({ run });
  const answer = await send('GET', '/v1/users');
  expect(answer).toMatchObject({ status: 500, json: { title: 'Internal Server Error', status: 500 } });
  expect(answer.text).not.toContain('secret');
  expect(JSON.stringify(send.errors)).toContain('secret of the house');
});

test('Each request leaves one line, without its query and body.', async () => {
  const send = await started();
  await send('GET', '/v1/users?limit=1');
  await send('POST', '/v1/users', { body: '{"name":' });
  const ms = expect.any(Number) as number;
  expect(send.lines).toEqual([
    { method: 'GET', path: '/v1/users', status: 200, ms },
    { method: 'POST', path: '/v1/users', status: 400, ms },
  ]);
});
