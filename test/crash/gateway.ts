import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../src/project.js';

const program = join(projectRoot, 'dist', 'src', 'main.js');
const ports = ['--host', '127.0.0.1', '--port', '0', '--admin-port', '0'];
const access = ['--dialects', 'm4', '--anonymous', 'm4'];

/** The longest a start may take, the repair of what a kill left behind included. */
const patience = 20_000;

/** The built gateway in a process of its own. */
export interface Gateway {
  readonly url: URL;
  /** Sends a signal and waits for the end; answers the exit code, -1 when the signal ended it. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number>;
}

const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

function launch(database: string): ChildProcess {
  const command = [program, 'serve', ...ports, ...access, '--database', database];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

async function endOf(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number> {
  const ended = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  const [code] = await ended;
  return code ?? -1;
}

/** Starts the gateway and kills it while it is starting: the next start finds a repair that was not finished. */
export async function killWhileStarting(database: string, afterMs: number): Promise<void> {
  const child = launch(database);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await endOf(child, 'SIGKILL');
}

/** The URL of the vendor plane, once the log says that both planes are there. The rest of the log is not kept. */
function announced(child: ChildProcess): Promise<URL> {
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`the gateway ${why}: ${said.slice(-2000)}`));
    const timer = setTimeout(() => fail('does not start'), patience);
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /vendor plane listening on (http:[^"]+)"/.exec(said)?.[1];
      if (url === undefined || !said.includes('admin plane listening')) return;
      clearTimeout(timer);
      child.stdout?.off('data', read).resume();
      child.stderr?.off('data', read).resume();
      resolve(new URL(url));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}

/** Starts the gateway over a database, and waits until it takes requests. */
export async function startGateway(database: string): Promise<Gateway> {
  const child = launch(database);
  return { url: await announced(child), end: (signal) => endOf(child, signal) };
}
