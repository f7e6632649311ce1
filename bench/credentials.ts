import { dialects } from '../dialects/index.js';
import type { Address } from './client/connection.js';
import type { Cores } from './cores.js';
import { program, startGateway, type Gateway } from './gateway.js';
import { ask } from './http.js';
import { key } from './requests/customer-main.js';
import type { Credentials } from './scenarios.js';
import { within } from './time-limit.js';
import { ended, type Workplace } from './workplace.js';

const name = 'bench';
const password = 'a password for the benchmark';

/** Keys are hashed under it, by the command that adds one and by the gateway that checks it. */
const pepper = 'a pepper for the benchmark alone, of enough characters';

/** A gateway that asks for credentials, and the headers that carry them. */
export interface Guarded {
  readonly gateway: Gateway;
  readonly headers: Readonly<Record<Credentials, Readonly<Record<string, string>>>>;
}

/** Adds an account whose secret is given on standard input. */
async function add(work: Workplace, database: string, command: readonly string[], secret: string): Promise<void> {
  const [kind = '', dialect = '', ...options] = command;
  const line = [...program, kind, 'add', name, '--dialect', dialect, '--database', database, ...options];
  const child = work.start(line, ['pipe', 'ignore', 'inherit']);
  child.stdin?.end(`${secret}\n`);
  const code = await within(30, 'adding an account', ended(child));
  if (code !== 0) throw new Error(`adding an account failed with exit code ${code}`);
}

async function sessionCookie(address: Address): Promise<string> {
  const query = new URLSearchParams({ username: name, password }).toString();
  const { cookie } = await ask(address, { method: 'GET', path: `/jarvis-agent/n2fe/__login?${query}` });
  if (cookie === undefined) throw new Error('the login answered without a cookie');
  return cookie;
}

/** Makes accounts and starts a second gateway over the same database, where everybody has to log in. */
export async function startGuarded(work: Workplace, cores: Cores | undefined, database: string): Promise<Guarded> {
  process.env['GATEWAY_KEY_PEPPER'] = pepper;
  for (const { id, login } of dialects) {
    if (login === 'key') await add(work, database, ['keys', id, '--key-stdin'], key);
    else await add(work, database, ['users', id], password);
  }
  const gateway = await startGateway(work, cores, database, []);
  const basic = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  return {
    gateway,
    headers: {
      basic: { Authorization: basic },
      session: { Cookie: await sessionCookie(gateway.address) },
      key: {},
    },
  };
}
