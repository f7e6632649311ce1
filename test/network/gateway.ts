import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { request as secureRequest } from 'node:https';
import { addAccount } from '../../src/access/accounts.js';
import { startApp, type App } from '../../src/app.js';
import { loadConfig, type Flags } from '../../src/config.js';
import type { DialectModule } from '../../src/dialect/contract.js';
import { createLog } from '../../src/log.js';
import { systemClock } from '../../src/runtime.js';
import { createAccounts } from '../../src/store/accounts.js';
import { parrot } from './parrot.js';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Asking {
  readonly headers?: OutgoingHttpHeaders;
  readonly method?: string;
  readonly body?: string;
  /** Whom to believe that it is this machine. */
  readonly ca?: string;
}

/** Asks on a connection of its own; headers go as they are, Host too. */
export function ask(base: string, path: string, { headers = {}, method, body, ca }: Asking = {}): Promise<Answer> {
  const { protocol, hostname, port } = new URL(base);
  const host = hostname.replace(/^\[|\]$/g, '');
  const options = { host, port, path, method, headers, agent: false };
  return new Promise((resolve, reject) => {
    const req = protocol === 'https:' ? secureRequest({ ...options, ca, servername: 'localhost' }) : request(options);
    req.on('response', (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, text }));
    });
    req.on('error', reject).end(body);
  });
}

/** A line of the log. */
export type Line = Readonly<Record<string, unknown>>;

export interface Gateway {
  readonly app: App;
  /** What it has written to its log so far. */
  readonly lines: () => readonly Line[];
}

interface Given {
  readonly flags?: Flags;
  readonly env?: NodeJS.ProcessEnv;
  readonly modules?: readonly DialectModule[];
}

/** The name and the password with which `parrot` lets in, where it asks for any. */
export const login = { name: 'polly', password: 'a cracker, please' };

export const basic = (password: string): OutgoingHttpHeaders => ({
  Authorization: `Basic ${Buffer.from(`${login.name}:${password}`).toString('base64')}`,
});

const started: App[] = [];

/**
 * Starts a gateway in memory, on free ports, without the demo's data and with one account. Every dialect asks for no
 * credentials unless the flags say otherwise. Rejects as `serve` would fail.
 */
export async function start({ flags = {}, env = {}, modules = [parrot] }: Given = {}): Promise<Gateway> {
  const ids = modules.map(({ id }) => id);
  const own: Flags = { port: 0, adminPort: 0, database: 'sqlite::memory:', adminToken: 'token', anonymous: ids };
  let written = '';
  const log = createLog('info', (text) => (written += text));
  const config = loadConfig({ ...own, ...flags }, env, ids);
  const app = await startApp(config, modules, log, async (_config, { engine }) => {
    await addAccount(createAccounts(engine), systemClock, { dialect: 'parrot', ...login, groups: [] });
  });
  started.push(app);
  const lines = (): readonly Line[] => {
    log.flush();
    return written
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);
  };
  return { app, lines };
}

/** Ends every gateway that was started. */
export async function stopAll(): Promise<void> {
  for (const app of started.splice(0)) await app.stop();
}
