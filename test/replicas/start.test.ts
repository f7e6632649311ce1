import { createServer, type AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { makeCertificate, type Pair } from '../network/certificate.js';
import { freshFolder } from '../support/folders.js';
import { m4 } from './load.js';
import { childrenOf, isGone } from './processes.js';
import { ask, killAll, launch, run, until } from './replica.js';

let folder = '';

beforeEach(async () => (folder = await freshFolder()));

afterEach(killAll);

const file = (): string => `sqlite:${join(folder, 'customers.db')}`;

const free = ['--port', '0', '--admin-port', '0'];

test.each([
  [
    'a database in memory',
    () => ['--demo', '--database', 'sqlite::memory:'],
    {},
    /--workers takes a file or PostgreSQL/,
  ],
  ['no credentials', () => ['--database', file(), '--dialects', 'm4'], {}, /m4 has no credentials/],
  ['a demo beyond loopback', () => ['--demo', '--database', file(), '--host', '0.0.0.0'], {}, /serves loopback only/],
  ['no whole number', () => ['--demo', '--workers', '1.5'], {}, /workers: must be a whole number from 1 to 64/],
  ['none at all', () => ['--demo', '--workers', '0'], {}, /workers: must be a whole number from 1 to 64/],
  [
    'a word in the variable',
    () => ['--demo'],
    { GATEWAY_WORKERS: 'two' },
    /workers: must be a whole number from 1 to 64/,
  ],
])('workers that cannot be had are refused in one line: %s', async (_what, flags, env: NodeJS.ProcessEnv, message) => {
  const one = run(['serve', ...free, ...(env['GATEWAY_WORKERS'] ? [] : ['--workers', '2']), ...flags()], env);
  expect(await one.ended()).not.toBe(0);
  expect(one.complaints()).toMatch(message);
  expect(one.complaints()).toMatch(/^customer-gateway: [^\n]+\n$/);
});

test('a port that is taken ends the start in one line, and no worker stays behind', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const port = String((other.address() as AddressInfo).port);
  const one = run(['serve', '--demo', '--workers', '2', '--database', file(), '--port', port, '--admin-port', '0']);
  let workers: readonly number[] = [];
  await until(() => (workers = childrenOf(one.child.pid)).length === 2);
  expect(await one.ended()).toBe(1);
  expect(one.complaints()).toMatch(/^customer-gateway: 127\.0\.0\.1:\d+ is taken\.\n$/);
  expect(workers.filter((pid) => !isGone(pid))).toEqual([]);
  other.close();
});

test('workers said by a variable start with one voice, are replaced when they end, and end with the first process', async () => {
  const gateway = await launch(file(), ['--demo'], { GATEWAY_WORKERS: '2' });
  const messages = gateway.said().map((line) => (JSON.parse(line) as { readonly message: string }).message);
  expect(messages.filter((message) => message.includes('listening'))).toEqual([
    `vendor plane listening on ${gateway.url}`,
    `admin plane listening on ${gateway.adminUrl}`,
  ]);
  const [first = 0, second = 0] = childrenOf(gateway.child.pid);

  // A worker that is told to end by itself is replaced.
  process.kill(first, 'SIGTERM');
  await until(() => isGone(first));
  await until(() => gateway.ready());
  const now = childrenOf(gateway.child.pid);
  expect([now.length, now.includes(second), now.includes(first)]).toEqual([2, true, false]);
  expect((await ask(gateway.url, m4('GetCustomer/125'))).status).toBe(200);

  // The next one in its place is kept waiting longer.
  process.kill(now.find((pid) => pid !== second) ?? 0, 'SIGKILL');
  await until(async () => !(await gateway.ready()));
  await until(() => gateway.ready());
  const pauses = gateway.said().flatMap((line) => /"how":"([^"]+)".*"replacedIn":(\d+)/.exec(line)?.slice(1) ?? []);
  expect(pauses).toEqual(['exit code 0', '250', 'SIGKILL', '500']);

  // None of them outlives the process that started it.
  const last = childrenOf(gateway.child.pid);
  await gateway.kill();
  await until(() => last.every(isGone));
});

test('SIGHUP has every worker read the certificate again', async () => {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const write = async (pair: Pair): Promise<void> => {
    await writeFile(cert, pair.cert);
    await writeFile(key, pair.key);
  };
  await write(makeCertificate('before'));
  const gateway = await launch(file(), ['--demo', '--workers', '2', '--tls-cert', cert, '--tls-key', key]);
  const shown = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port: Number(new URL(gateway.url).port), host: '127.0.0.1', rejectUnauthorized: false });
      socket.on('error', reject).on('secureConnect', () => {
        resolve(String(socket.getPeerCertificate().subject.CN));
        socket.destroy();
      });
    });
  expect(await shown()).toBe('before');
  await write(makeCertificate('after'));
  gateway.child.kill('SIGHUP');
  const again = (): number => gateway.said().filter((line) => line.includes('certificate and key read again')).length;
  await until(() => again() === 2);
  for (let i = 0; i < 4; i++) expect(await shown()).toBe('after');
  expect(await gateway.stop()).toBe(0);
});
