import type { Flags } from '../../src/config.js';
import { ask, start, stopAll, type Answer } from './gateway.js';

afterEach(stopAll);

const beyond: Flags = { adminHost: '0.0.0.0', adminHosts: ['admin.example.test'] };

const token = { Authorization: 'Bearer token' };

async function asking(flags: Flags) {
  const { app, lines } = await start({ flags });
  const send = (path: string, headers: Readonly<Record<string, string>>): Promise<Answer> =>
    ask(app.adminUrl.replace('0.0.0.0', '127.0.0.1'), path, { headers });
  return { send, lines, url: app.adminUrl };
}

test('The admin plane listens at the address it is given.', async () => {
  const { url } = await asking(beyond);
  expect(url).toMatch(/^http:\/\/0\.0\.0\.0:\d+$/);
});

test('Another address of loopback is a name it is known by.', async () => {
  const { app } = await start({ flags: { adminHost: '127.0.0.2' } });
  expect((await ask(app.adminUrl, '/v1/users', { headers: token })).status).toBe(200);
});

test('Beyond loopback only health and readiness are told to anybody, by any name.', async () => {
  const { send } = await asking(beyond);
  const headers = { Host: '10.1.2.3:8081' };
  expect(await send('/healthz', headers)).toMatchObject({ status: 200, text: '{"status":"ok"}' });
  expect(await send('/readyz', headers)).toMatchObject({ status: 200, text: '{"status":"ready"}' });
  for (const path of ['/metrics', '/v1/users', '/v1/users/1', '/', '/healthz/more']) {
    expect((await send(path, headers)).status).toBe(421);
    expect((await send(path, { ...headers, ...token })).status).toBe(421);
    expect((await send(path, { Host: 'admin.example.test' })).status).toBe(401);
  }
});

test('Beyond loopback token and known name together let in.', async () => {
  const { send } = await asking(beyond);
  expect((await send('/v1/users', { Host: 'admin.example.test:8081', ...token })).status).toBe(200);
});

test('A demo asks for no token on loopback, and for one beyond.', async () => {
  const demo: Flags = { demo: true, adminToken: '' };
  const inside = await asking(demo);
  expect((await inside.send('/v1/users', {})).status).toBe(200);
  const outside = await asking({ ...demo, ...beyond, adminToken: 'token' });
  expect((await outside.send('/v1/users', { Host: 'admin.example.test' })).status).toBe(401);
  expect((await outside.send('/v1/users', { Host: 'admin.example.test', ...token })).status).toBe(200);
});

const warnings = ({ lines }: Awaited<ReturnType<typeof asking>>): readonly unknown[] =>
  lines()
    .filter(({ level }) => level === 'warn')
    .map(({ message }) => message);

test('A token that others can overhear is warned of at the start.', async () => {
  const plane = await asking(beyond);
  const warning = `the admin token reaches ${plane.url} in plain text, without a trusted proxy`;
  expect(warnings(plane)).toEqual([warning]);
  expect(warnings(await asking({}))).toEqual([]);
  expect(warnings(await asking({ ...beyond, trustedProxies: ['10.0.0.0/8'] }))).toEqual([]);
});
