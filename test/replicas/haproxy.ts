import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAccount } from '../../src/access/accounts.js';
import { openReady } from '../../src/database.js';
import { projectRoot } from '../../src/project.js';
import { systemClock } from '../../src/runtime.js';
import { createAccounts } from '../../src/store/accounts.js';
import { databases } from '../support/databases.js';
import { freePort } from '../support/ports.js';
import { openServer } from '../trouble/server.js';
import { rowsOf } from '../trouble/session.js';
import { load, m4, type Outcome } from './load.js';
import { ask, killAll, launch, until, type Replica } from './replica.js';

/** Two replicas over one PostgreSQL behind a real haproxy with the configuration of deploy/. Run by `npm run test:haproxy`. */

const login = { name: 'flow', password: 'long-enough' };

interface Place {
  readonly name: string;
  readonly port: number;
  readonly adminPort: number;
}

type Start = (place: Place) => Promise<Replica>;

interface Proxy {
  readonly child: ChildProcess;
  readonly url: string;
  /** Says something to its control socket; what it answers. */
  tell(command: string): Promise<string>;
  readonly places: readonly Place[];
}

/** The shipped configuration, at other ports. */
async function openProxy(folder: string): Promise<Proxy> {
  const [port = 0, first = 0, firstAdmin = 0, second = 0, secondAdmin = 0] = await Promise.all(
    Array.from({ length: 5 }, freePort),
  );
  const socket = join(folder, 'admin.sock');
  const config = (await readFile(join(projectRoot, 'deploy', 'haproxy.cfg'), 'utf8'))
    .replace('127.0.0.1:8080', `127.0.0.1:${port}`)
    .replace('127.0.0.1:9001 port 9101', `127.0.0.1:${first} port ${firstAdmin}`)
    .replace('127.0.0.1:9002 port 9102', `127.0.0.1:${second} port ${secondAdmin}`)
    .replace('/run/haproxy/admin.sock', socket);
  const file = join(folder, 'haproxy.cfg');
  await writeFile(file, config);
  execFileSync('haproxy', ['-c', '-f', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  const child = spawn('haproxy', ['-f', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  const tell = (command: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const control = connect(socket);
      let text = '';
      control.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      control.on('error', reject).on('close', () => resolve(text));
      control.write(`${command}\n`);
    });
  const places = [
    { name: 'gateways/gateway-1', port: first, adminPort: firstAdmin },
    { name: 'gateways/gateway-2', port: second, adminPort: secondAdmin },
  ];
  return { child, url: `http://127.0.0.1:${port}`, tell, places };
}

/** How many servers take connections, and how many connections one of them has. */
const column = async (proxy: Proxy, name: string, place?: Place): Promise<readonly string[]> => {
  const [head = '', ...lines] = (await proxy.tell('show stat')).replace(/^# /, '').trim().split('\n');
  const at = head.split(',').indexOf(name);
  const servers = lines.map((line) => line.split(',')).filter(([backend]) => backend === 'gateways');
  return servers
    .filter(([, server]) => (place ? place.name.endsWith(`/${server}`) : server !== 'BACKEND'))
    .map((row) => row[at] ?? '');
};

const allUp = (proxy: Proxy) => async (): Promise<boolean> =>
  (await column(proxy, 'status').catch(() => [])).filter((status) => status === 'UP').length === 2;

let failures = 0;

function check(what: string, holds: boolean, facts: object = {}): void {
  if (!holds) failures += 1;
  process.stdout.write(`${holds ? 'ok  ' : 'FAIL'} ${what} ${JSON.stringify(facts)}\n`);
}

const figures = ({ acknowledged, refused, dropped, slowest }: Outcome) => ({
  acknowledged: acknowledged.length,
  refused: refused.length,
  dropped: dropped.length,
  slowestMs: Math.round(slowest),
});

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function lost(url: string, { acknowledged }: Outcome): Promise<number> {
  const kept = new Set(await rowsOf(url, 'select number_key from customers'));
  return acknowledged.filter((number) => !kept.has(number)).length;
}

async function session({ url }: Proxy): Promise<void> {
  const path = '/jarvis-agent/n2fe/';
  const { headers } = await ask(url, `${path}__status?username=${login.name}&password=${login.password}`);
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => ask(url, `${path}api/customer`, { headers: { cookie } })),
  );
  const statuses = answers.map(({ status }) => status);
  check(
    'a session made on one replica works on both',
    statuses.every((status) => status === 200),
    { statuses },
  );
}

async function race({ url }: Proxy): Promise<void> {
  const body = { CustomerType: 'B', Name: 'Race', CustomerNumber: 'raced for' };
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(url, m4('AddCustomer'), { body })));
  const winners = answers.filter(({ status }) => status === 200).length;
  check('of those who want one number at once one gets it', winners === 1, { winners, asked: answers.length });
}

/** Restarts one after the other while customers are added; the proxy is told to give it nothing new before it ends. */
async function rolling(proxy: Proxy, replicas: Replica[], url: string, start: Start, told: boolean): Promise<void> {
  const writing = load([proxy.url], { clients: 16, pause: 2, name: told ? 'told' : 'seen' });
  for (const [at, place] of proxy.places.entries()) {
    await pause(1000);
    if (told) {
      await proxy.tell(`set server ${place.name} state drain`);
      await until(async () => (await column(proxy, 'scur', place))[0] === '0');
    }
    await replicas[at]?.stop();
    replicas[at] = await start(place);
    if (told) await proxy.tell(`set server ${place.name} state ready`);
    await until(allUp(proxy));
  }
  await pause(500);
  const outcome = await writing.end();
  const none = outcome.refused.length + outcome.dropped.length + (await lost(url, outcome)) === 0;
  check(
    `a rolling restart that haproxy is ${told ? 'told of' : 'not told of'} drops no request`,
    none,
    figures(outcome),
  );
}

async function kill(proxy: Proxy, replicas: Replica[], url: string): Promise<void> {
  const writing = load([proxy.url], { clients: 16, pause: 2, name: 'kill' });
  await pause(1500);
  await replicas[1]?.kill();
  const before = writing.sofar.acknowledged.length;
  await pause(1500);
  const outcome = await writing.end();
  const missing = await lost(url, outcome);
  const goesOn = outcome.acknowledged.length > before;
  check('a replica killed under load takes no acknowledged write with it', missing === 0 && goesOn, {
    lost: missing,
    ...figures(outcome),
  });
}

async function all(folder: string): Promise<void> {
  const database = await databases.postgres();
  const { engine } = await openReady(database.url);
  await addAccount(createAccounts(engine), systemClock, { dialect: 'n2fe', ...login, groups: [] });
  await engine.close();
  const proxy = await openProxy(folder);
  const start: Start = (place) =>
    launch(
      database.url,
      ['--anonymous', 'm4', '--dialects', 'm4,n2fe', '--trusted-proxies', '127.0.0.1'],
      { GATEWAY_DRAIN_DELAY: '2' },
      place,
    );
  try {
    const replicas = await Promise.all(proxy.places.map(start));
    await until(allUp(proxy));
    await session(proxy);
    await race(proxy);
    for (const told of [true, false]) await rolling(proxy, replicas, database.url, start, told);
    await kill(proxy, replicas, database.url);
  } finally {
    proxy.child.kill();
    await killAll();
    await database.drop();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'gateway-haproxy-'));
const server = process.env['GATEWAY_TEST_POSTGRES'] ? undefined : await openServer();
if (server) process.env['GATEWAY_TEST_POSTGRES'] = server.url;
await all(folder).catch((error: unknown) => check(String(error instanceof Error ? error.stack : error), false));
await killAll();
await server?.remove();
await rm(folder, { recursive: true });
process.exitCode = failures === 0 ? 0 : 1;
