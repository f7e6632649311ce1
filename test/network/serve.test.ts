import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/project.js';
import { freshFolder } from '../support/folders.js';
import { makeCertificate, type Pair } from './certificate.js';
import { ask, type Answer } from './gateway.js';

interface Process {
  readonly child: ChildProcess;
  /** Resolves to the first match in what it writes from now on or has written. */
  readonly written: (pattern: RegExp) => Promise<string>;
  /** Everything it has written on standard error, once it has ended. */
  readonly ended: () => Promise<string>;
}

const common = ['--database', 'sqlite::memory:', '--port', '0', '--admin-port', '0'];
const running: ChildProcess[] = [];

/** Runs `serve` from the sources, as a process of its own. */
function serve(flags: readonly string[], env: NodeJS.ProcessEnv = {}): Process {
  const args = ['--import', 'tsx', 'src/main.ts', 'serve', ...common, ...flags];
  const child = spawn(process.execPath, args, { cwd: projectRoot, env: { PATH: process.env['PATH'], ...env } });
  running.push(child);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const written = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const [, found] = pattern.exec(output + errors) ?? [];
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`It ended without ${String(pattern)}: ${output}${errors}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const ended = async (): Promise<string> => {
    if (child.exitCode === null) await once(child, 'close');
    return errors;
  };
  return { child, written, ended };
}

let folder = '';

beforeEach(async () => (folder = await freshFolder()));

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'close');
  }
});

test('SIGHUP reads the certificate again, SIGTERM ends every port.', async () => {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const write = async (pair: Pair): Promise<void> => {
    await writeFile(cert, pair.cert);
    await writeFile(key, pair.key);
  };
  const [before, after] = [makeCertificate('before'), makeCertificate('after')];
  await write(before);
  const tls = ['--tls-cert', cert, '--tls-key', key];
  const { child, written } = serve(['--demo', ...tls, '--mount', 'm4=port:0']);
  const url = await written(/m4 listening on (https:[^"]+)/);
  const get = (ca: string): Promise<Answer> => ask(url, '/Billing/Customer/GetCustomer/125', { ca });
  expect((await get(before.cert)).status).toBe(200);

  await writeFile(cert, 'half');
  child.kill('SIGHUP');
  await written(/(The old certificate stays in use)/);
  expect((await get(before.cert)).status).toBe(200);

  await write(after);
  child.kill('SIGHUP');
  await written(/(TLS certificate and key read again)/);
  expect((await get(after.cert)).status).toBe(200);

  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('Variables mount a dialect as flags do, and a demo beyond loopback makes its admin token.', async () => {
  const env = { GATEWAY_M4_PREFIX: '/mapcom', GATEWAY_M4_TIME_ZONE: 'UTC', GATEWAY_ADMIN_HOSTS: 'admin.test' };
  const { written } = serve(['--demo', '--admin-host', '0.0.0.0'], env);
  const url = await written(/vendor plane listening on (http:[^"]+)/);
  const { text } = await ask(url, '/mapcom/Billing/Customer/GetCustomer/125');
  expect(JSON.parse(text)).toMatchObject({ ID: 125 });
  const admin = (await written(/admin plane listening on (http:[^"]+)/)).replace('0.0.0.0', '127.0.0.1');
  const token = await written(/admin token, shown only now: (\S+)/);
  const Host = 'admin.test';
  expect((await ask(admin, '/v1/users', { headers: { Host } })).status).toBe(401);
  expect((await ask(admin, '/v1/users', { headers: { Host, Authorization: `Bearer ${token}` } })).status).toBe(200);
});

test.each([
  [['--demo', '--mount', 'm4=port:0,host:0.0.0.0'], /serves loopback only; --demo-public allows 0\.0\.0\.0\.$/],
  [['--demo', '--mount', 'm4=port:http'], /mounts\.m4\.port takes a port from 0 to 65535\.$/],
  [['--demo', '--mount', 'm4'], /DIALECT=port:N,host:ADDRESS,host-name:NAME,prefix:PATH is expected\.$/],
  [['--demo', '--mount', 'm4=prefix:/Billing'], /The prefix \/Billing of m4 collides with /],
  [['--demo', '--trusted-proxies', '10.0.0.0/8, 10.0.0.0/64'], /"10\.0\.0\.0\/64" is neither an address nor a range/],
  [['--demo', '--tls-cert', '/nowhere.pem'], /--tls-cert and --tls-key go together/],
])('What cannot be followed is said in one line: serve %j', async (flags, message) => {
  const { child, ended } = serve(flags);
  const errors = (await ended()).trimEnd();
  expect(errors).toMatch(message);
  expect(errors).toMatch(/^customer-gateway: [^\n]+$/);
  expect(child.exitCode).not.toBe(0);
});
