import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freshFolder } from '../support/folders.js';

const program = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));

if (!existsSync(program)) throw new Error('There is no built program: `npm run build` makes it.');

export { freshFolder };

/** The URL of a database file in a fresh folder. */
export const freshDatabase = async (): Promise<string> => `sqlite:${join(await freshFolder(), 'customers.db')}`;

export type Environment = Readonly<Record<string, string>>;

export interface Surroundings {
  readonly env?: Environment;
  /** What it reads on standard input. */
  readonly input?: string;
  /** The folder it runs in; a fresh one otherwise. */
  readonly folder?: string;
}

/** The program at work. */
export interface Running {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
}

const children = new Set<ChildProcess>();

/** What a test that failed has left running would keep the run from ending. */
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts the built program with an environment that holds nothing but what is given. */
export async function start(args: readonly string[], { env, input, folder }: Surroundings = {}): Promise<Running> {
  const options = { cwd: folder ?? (await freshFolder()), env: { PATH: process.env['PATH'] ?? '', ...env } };
  const child = spawn(process.execPath, [program, ...args], options);
  children.add(child);
  child.once('close', () => children.delete(child));
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.on('error', () => undefined).end(input);
  return { child, out: () => out, err: () => err };
}

/** What became of a command. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

async function outcomeOf({ child, out, err }: Running): Promise<Outcome> {
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, out: out(), err: err() };
}

/** Runs a command to its end; one that does not end within 20 seconds is killed. */
export async function run(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const running = await start(args, surroundings);
  const limit = setTimeout(() => running.child.kill('SIGKILL'), 20_000);
  return outcomeOf(running).finally(() => clearTimeout(limit));
}

/** Lets works that are asked for all at once begin three at a time: what the machine has cores for. */
export function inTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve(), Promise.resolve()];
  let next = 0;
  return (work) => {
    const lane = next++ % lanes.length;
    const done = (lanes[lane] as Promise<unknown>).then(work, work);
    lanes[lane] = done.catch(() => undefined);
    return done;
  };
}

/** `serve`, listening. */
export interface Serving {
  readonly url: URL;
  readonly adminUrl: URL;
  readonly out: () => string;
  readonly err: () => string;
  signal(signal: NodeJS.Signals): void;
  ended(): Promise<Outcome>;
  /** Ends it by SIGTERM. */
  stop(): Promise<Outcome>;
}

const listening = (plane: string, out: string): string | undefined =>
  new RegExp(`${plane} plane listening on (\\S+?)"`).exec(out)?.[1];

/** Serves on free ports of loopback; arguments given later win. Rejects when it ends before it listens. */
export async function serve(args: readonly string[], surroundings: Surroundings = {}): Promise<Serving> {
  const ports = surroundings.env?.['GATEWAY_PORT'] === undefined && !args.includes('--config') ? ['--port', '0'] : [];
  const running = await start(['serve', '--admin-port', '0', ...ports, ...args], surroundings);
  const { child, out, err } = running;
  const ending = outcomeOf(running);
  const [url = '', adminUrl = ''] = await new Promise<readonly (string | undefined)[]>((resolve, reject) => {
    ending.then(() => reject(new Error(`it ended: ${err()}`)), reject);
    child.stdout?.on('data', () => {
      const urls = ['vendor', 'admin'].map((plane) => listening(plane, out()));
      if (!urls.includes(undefined)) resolve(urls);
    });
  });
  const signal = (name: NodeJS.Signals): void => void child.kill(name);
  const stop = (): Promise<Outcome> => {
    signal('SIGTERM');
    return ending;
  };
  return { url: new URL(url), adminUrl: new URL(adminUrl), out, err, signal, ended: () => ending, stop };
}

/** A port of loopback that is taken until the server is closed. */
export async function takenPort(): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, server };
}
