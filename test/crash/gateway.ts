import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../src/project.js';
import { childrenOf, isGone } from '../replicas/processes.js';

const program = join(projectRoot, 'dist', 'src', 'main.js');
const ports = ['--host', '127.0.0.1', '--port', '0', '--admin-port', '0'];
const access = ['--dialects', 'm4', '--anonymous', 'm4'];

/** The longest a start may take, the repair of what a kill left behind included. */
const patience = 20_000;

/** The database of a gateway, and the processes that serve it. */
export interface Plan {
  readonly database: string;
  readonly workers: number;
}

/** The built gateway in processes of its own. */
export interface Gateway {
  readonly url: URL;
  /** Kills one of several workers and waits until another one serves in its place. */
  killWorker(): Promise<void>;
  /** Sends a signal and waits for the end; answers the exit code, -1 when the signal ended it. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number>;
}

const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

function launch({ database, workers }: Plan): ChildProcess {
  const served = ['--database', database, '--workers', String(workers)];
  const command = [program, 'serve', ...ports, ...access, ...served];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${patience} ms: ${what}`);
    await sleep(20);
  }
}

/** Ends the process at the top; its workers have to end by themselves, unless they are killed with it. */
async function endOf(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number> {
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const workers = childrenOf(child.pid);
  if (signal === 'SIGKILL' && Math.random() < 0.5) workers.forEach((pid) => process.kill(pid, signal));
  child.kill(signal);
  const [code] = await ended;
  await until('workers end with the process above them', () => workers.every(isGone));
  return code ?? -1;
}

async function killWorker(child: ChildProcess, ready: URL): Promise<void> {
  const workers = childrenOf(child.pid);
  const one = workers[Math.floor(Math.random() * workers.length)] as number;
  process.kill(one, 'SIGKILL');
  await until('a worker is replaced', async () => {
    const now = childrenOf(child.pid);
    return !now.includes(one) && now.length === workers.length && (await fetch(ready)).status === 200;
  });
}

/** Starts the gateway and kills it while it is starting: the next start finds a repair that was not finished. */
export async function killWhileStarting(plan: Plan, afterMs: number): Promise<void> {
  const child = launch(plan);
  await sleep(afterMs);
  await endOf(child, 'SIGKILL');
}

interface Planes {
  readonly vendor: URL;
  readonly admin: URL;
}

/** The URLs of both planes, once the log says that they are there. The rest of the log is not kept. */
function announced(child: ChildProcess): Promise<Planes> {
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`the gateway ${why}: ${said.slice(-2000)}`));
    const timer = setTimeout(() => fail('does not start'), patience);
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      const [vendor, admin] = ['vendor', 'admin'].map(
        (plane) => new RegExp(`${plane} plane listening on (http:[^"]+)"`).exec(said)?.[1],
      );
      if (vendor === undefined || admin === undefined) return;
      clearTimeout(timer);
      child.stdout?.off('data', read).resume();
      child.stderr?.off('data', read).resume();
      resolve({ vendor: new URL(vendor), admin: new URL(admin) });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}

/** Starts the gateway over a database, and waits until it takes requests. */
export async function startGateway(plan: Plan): Promise<Gateway> {
  const child = launch(plan);
  const { vendor, admin } = await announced(child);
  return {
    url: vendor,
    killWorker: () => killWorker(child, new URL('/readyz', admin)),
    end: (signal) => endOf(child, signal),
  };
}
