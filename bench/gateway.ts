import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Address } from './client/connection.js';
import { type Cores, pinned } from './cores.js';
import { type Dataset, writeSeed } from './dataset.js';
import { ask } from './http.js';
import { progress } from './progress.js';
import { anonymousDialects } from './scenarios.js';
import { pause, within } from './time-limit.js';
import { ended, root, type Server, stop, type Workplace } from './workplace.js';

/** How the built gateway's program is called. */
export const program = [process.execPath, join(root, 'dist/src/main.js')];
const serving = ['serve', '--host', '127.0.0.1', '--port', '0', '--admin-port', '0'];
const startLimit = 60;
const seedLimit = 1800;

/** A gateway that has answered that it is ready; its address is the vendor plane's. */
export interface Gateway extends Server {
  /** Milliseconds from its spawning to its first ready answer. */
  readonly readyAfter: number;
}

/** Loads the customers of these ids (both included) through the gateway's own seed command. */
export async function seed(work: Workplace, database: string, data: Dataset, from: number, to: number): Promise<void> {
  progress(`loading customers ${from} to ${to}`);
  const file = join(work.folder, 'seed.ndjson');
  await writeSeed(file, data, from, to);
  const child = work.start([...program, 'seed', file, '--database', database], ['ignore', 'ignore', 'inherit']);
  const code = await within(seedLimit, 'seeding', ended(child));
  if (code !== 0) throw new Error(`seeding failed with exit code ${code}`);
}

/** Starts the built gateway, its log on and read to the end, and waits until it is ready. */
export async function startGateway(
  work: Workplace,
  cores: Cores | undefined,
  database: string,
  open: readonly string[] = anonymousDialects,
): Promise<Gateway> {
  const since = performance.now();
  const anonymous = open.length > 0 ? ['--anonymous', open.join(',')] : [];
  const command = [...program, ...serving, '--database', database, ...anonymous];
  const child = work.start(pinned(cores?.server, command), ['ignore', 'pipe', 'pipe']);
  const words = lastWords(child);
  const failed = ended(child).then((code) =>
    Promise.reject(new Error(`the gateway ended with code ${code}\n${words()}`)),
  );
  const { vendor, admin } = await within(startLimit, 'starting', Promise.race([planes(child), failed]));
  await within(startLimit, 'getting ready', Promise.race([ready(admin), failed]));
  return { process: child, address: vendor, readyAfter: performance.now() - since };
}

/** Milliseconds from spawn to ready, for as many starts, one after the other. */
export async function startTimes(
  work: Workplace,
  cores: Cores | undefined,
  database: string,
  starts: number,
): Promise<readonly number[]> {
  progress(`starting ${starts} times`);
  const times: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const gateway = await startGateway(work, cores, database);
    times.push(gateway.readyAfter);
    await stop(gateway.process);
  }
  return times;
}

/** What a process said last on standard error: kept for a failure, not shown, since a gateway prints its token there. */
function lastWords({ stderr }: ChildProcess): () => string {
  let text = '';
  stderr?.on('data', (chunk: Buffer) => (text = (text + chunk.toString()).slice(-4000)));
  return () => text.trim();
}

/** Waits for the log lines that name both planes, then lets the rest of the log flow away unread. */
function planes({ stdout }: ChildProcess): Promise<{ readonly vendor: Address; readonly admin: Address }> {
  let log = '';
  return new Promise((resolve) => {
    const read = (chunk: Buffer): void => {
      log += chunk.toString('latin1');
      const [vendor, admin] = [addressAfter('vendor plane', log), addressAfter('admin plane', log)];
      if (vendor === undefined || admin === undefined) return;
      stdout?.off('data', read).resume();
      resolve({ vendor, admin });
    };
    stdout?.on('data', read);
  });
}

function addressAfter(words: string, log: string): Address | undefined {
  const port = new RegExp(`${words}[^\\n]*?http://127\\.0\\.0\\.1:(\\d+)\\D`).exec(log)?.[1];
  return port === undefined ? undefined : { host: '127.0.0.1', port: Number(port) };
}

async function ready(admin: Address): Promise<void> {
  const status = (): Promise<number> =>
    ask(admin, { method: 'GET', path: '/readyz' }).then(
      (answer) => answer.status,
      () => 0,
    );
  while ((await status()) !== 200) await pause(2);
}
