import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { get, m4, post } from '../gateway/http.js';
import { freePort } from '../support/ports.js';
import { freshFolder, serve, start } from './program.js';

const customer = m4('GetCustomer/125');
const demo = ['--demo', '--database', 'sqlite::memory:'];

test('it says where it listens, on free ports when asked for port 0, and logs JSON lines only', async () => {
  const serving = await serve(demo);
  expect(serving.url.hostname).toBe('127.0.0.1');
  expect(Number(serving.url.port)).toBeGreaterThan(1023);
  expect(serving.adminUrl.port).not.toBe(serving.url.port);
  expect((await get(serving.url, customer)).status).toBe(200);
  expect((await get(serving.adminUrl, '/readyz')).text).toBe('{"status":"ready"}');
  const { code, out, err } = await serving.stop();
  expect([code, err]).toEqual([0, '']);
  const messages = out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { message: string }).message);
  expect(messages).toEqual(expect.arrayContaining(['request', 'draining', 'stopped']));
});

test('a flag beats a variable, a variable the config file, and the file the default', async () => {
  const [inFile, inVariable, onLine] = [await freePort(), await freePort(), await freePort()];
  const folder = await freshFolder();
  const settings = { port: inFile, demo: true, database: 'sqlite::memory:', timeZone: 'UTC' };
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  const config = ['--config', 'settings.json'];
  const env = { GATEWAY_PORT: String(inVariable), GATEWAY_TIME_ZONE: 'Asia/Tokyo' };
  const [file, variable, flag] = await Promise.all([
    serve(config, { folder }),
    serve(config, { folder, env }),
    serve([...config, '--port', String(onLine), '--time-zone', 'Europe/Berlin'], { folder, env }),
  ]);
  expect([file, variable, flag].map(({ url }) => Number(url.port))).toEqual([inFile, inVariable, onLine]);
  const dates = [file, variable, flag].map(async ({ url }) => (await get(url, customer)).text);
  const hours = (await Promise.all(dates)).map((text) => /"CreateDate":"2016-11-\d+T(\d\d)/.exec(text)?.[1]);
  expect(hours).toEqual(['21', '06', '22']);
  const ends = await Promise.all([file, variable, flag].map((one) => one.stop()));
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
});

test('variables alone are enough, and one that is set to nothing is not set', async () => {
  const folder = await freshFolder();
  const env = {
    ...{
      GATEWAY_PORT: '0',
      GATEWAY_DATABASE: 'sqlite:./kept/here.db',
      GATEWAY_ANONYMOUS: 'm4, ',
      GATEWAY_DIALECTS: 'm4',
    },
    ...{
      GATEWAY_ADMIN_TOKEN: 'token of this test',
      GATEWAY_BODY_LIMIT: '100',
      GATEWAY_TIME_ZONE: '',
      GATEWAY_HOST: '',
    },
  };
  const serving = await serve([], { folder, env });
  const body = { CustomerType: 'B', Description: 'x'.repeat(100) };
  expect((await post(serving.url, m4('AddCustomer'), body)).status).toBe(413);
  const added = await post(serving.url, m4('AddCustomer'), { CustomerType: 'B' });
  expect(added.status).toBe(200);
  const headers = { Authorization: 'Bearer token of this test' };
  expect((await get(serving.adminUrl, '/v1/customers')).status).toBe(401);
  expect((await get(serving.adminUrl, '/v1/customers', headers)).status).toBe(200);
  const { code, err } = await serving.stop();
  expect([code, err]).toEqual([0, '']);

  const again = await serve(['--database', `sqlite:${join(folder, 'kept', 'here.db')}`], { env });
  const { ID } = JSON.parse(added.text) as { ID: number };
  expect((await get(again.url, m4(`GetCustomer/${ID}`))).text).toBe(added.text);
  await again.stop();
});

test('an admin token nobody set is made and shown once, on standard error, and it works', async () => {
  const serving = await serve(['--anonymous', 'm4', '--dialects', 'm4', '--database', 'sqlite::memory:']);
  const [, token = ''] = /^admin token, shown only now: ([\w-]{43})\n$/.exec(serving.err()) ?? [];
  expect((await get(serving.adminUrl, '/v1/users', { Authorization: `Bearer ${token}` })).status).toBe(200);
  expect((await serving.stop()).out).not.toContain(token);
});

test('at the level silent it says nothing', async () => {
  const port = await freePort();
  const { child, out, err } = await start([
    'serve',
    ...demo,
    '--port',
    String(port),
    '--admin-port',
    '0',
    '--log-level',
    'silent',
  ]);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const ask = () => get(new URL(`http://127.0.0.1:${port}`), customer).catch(() => undefined);
  let answer = await ask();
  while (!answer && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answer = await ask();
  }
  expect(answer?.status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect([out(), err()]).toEqual(['', '']);
});
