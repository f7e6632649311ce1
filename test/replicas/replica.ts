import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { projectRoot } from '../../src/project.js';

/** The token of every admin plane here. */
const token = 'the admin token of these tests';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Asking {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** For connections that are kept; without one each request has its own. */
  readonly agent?: Agent;
}

/** Sends a request; rejects where no whole answer comes, and never waits longer than 20 seconds. */
export function ask(base: string, path: string, { method, headers, body, agent }: Asking = {}): Promise<Answer> {
  const { hostname, port } = new URL(base);
  const text = body === undefined ? undefined : JSON.stringify(body);
  const sent = { ...(text !== undefined && { 'Content-Type': 'application/json' }), ...headers };
  const options = { host: hostname, port, path, method: method ?? (text ? 'POST' : 'GET'), headers: sent };
  return new Promise((resolve, reject) => {
    const req = request({ ...options, agent: agent ?? false, timeout: 20_000 }, (res) => {
      let heard = '';
      res.setEncoding('utf8').on('data', (chunk: string) => (heard += chunk));
      res.on('error', reject).on('end', () => {
        if (res.complete) resolve({ status: res.statusCode ?? 0, headers: res.headers, text: heard });
        else reject(new Error('half an answer'));
      });
    });
    req.on('timeout', () => req.destroy(new Error('no answer within 20 s')));
    req.on('error', reject).end(text);
  });
}

/** A gateway as it is run, out of the build. */
export interface Replica {
  readonly child: ChildProcess;
  readonly url: string;
  readonly adminUrl: string;
  /** The lines of its log so far, that are no requests. */
  said(): readonly string[];
  /** What it has written on standard error. */
  complaints(): string;
  ready(): Promise<boolean>;
  /** One of the admin plane's paths. */
  admin(path: string): Promise<Answer>;
  /** Tells it to drain; its exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

/** A process of the command line's, not necessarily one that answers. */
export interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly complaints: () => string;
  readonly ended: () => Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Runs the built program. */
export function run(args: readonly string[], env: NodeJS.ProcessEnv = {}, input = ''): Running {
  const child = spawn(process.execPath, [join(projectRoot, 'dist', 'src', 'main.js'), ...args], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], ...env },
  });
  running.add(child);
  child.stdin.end(input);
  let output = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const closed = once(child, 'close').then(() => {
    running.delete(child);
    return child.exitCode;
  });
  return { child, output: () => output, complaints: () => complaints, ended: () => closed };
}

/** Waits until something is so; fails after some seconds. */
export async function until(what: () => unknown, seconds = 15): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await what())) {
    if (performance.now() > end) throw new Error(`not so after ${seconds} s: ${what.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const listening = (plane: string, output: string): string | undefined =>
  new RegExp(`${plane} plane listening on (http[^"]+)`).exec(output)?.[1];

/** Where a gateway is to listen; 0 for a free port. */
interface Ports {
  readonly port: number;
  readonly adminPort: number;
}

/** Starts a gateway, on free ports unless some are given, and waits until it is ready. */
export async function launch(
  database: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  { port, adminPort }: Ports = { port: 0, adminPort: 0 },
): Promise<Replica> {
  const where = ['--port', String(port), '--admin-port', String(adminPort), '--database', database];
  const one = run(['serve', ...where, ...args], { GATEWAY_ADMIN_TOKEN: token, ...env });
  const { child, output, complaints, ended } = one;
  await until(() => listening('admin', output()) ?? child.exitCode !== null);
  const [url, adminUrl] = [listening('vendor', output()), listening('admin', output())];
  if (!url || !adminUrl) throw new Error(`it does not answer: ${output()}${complaints()}`);
  const admin = (path: string): Promise<Answer> =>
    ask(adminUrl, path, { headers: { Authorization: `Bearer ${token}` } });
  const ready = async (): Promise<boolean> => (await admin('/readyz')).status === 200;
  await until(ready);
  return {
    ...{ child, url, adminUrl, complaints, admin, ready },
    said: () =>
      output()
        .split('\n')
        .filter((line) => line !== '' && !line.includes('"message":"request"')),
    stop: () => {
      child.kill('SIGTERM');
      return ended();
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended();
    },
  };
}

/** Ends whatever still runs. */
export async function killAll(): Promise<void> {
  for (const child of running) {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
}
