import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Address } from './client/connection.js';

/** The repository's root. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** A temporary folder and the child processes at work; both are gone when this process ends, however it ends. */
export interface Workplace {
  readonly folder: string;
  start(command: readonly string[], stdio: StdioOptions): ChildProcess;
}

/** A process that answers HTTP at this address. */
export interface Server {
  readonly process: ChildProcess;
  readonly address: Address;
}

/** Makes the temporary folder and sees to its end. */
export function openWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'customer-gateway-bench-'));
  const children = new Set<ChildProcess>();
  process.once('exit', () => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
  const start: Workplace['start'] = ([file = '', ...args], stdio) => {
    const child = spawn(file, args, { cwd: root, stdio });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  return { folder, start };
}

/** Resolves with the exit code once the process has ended; -1 when a signal ended it. */
export function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode ?? -1);
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? -1));
  });
}

/** Asks the process to end, and insists after five seconds. */
export async function stop(child: ChildProcess): Promise<void> {
  const insist = setTimeout(() => child.kill('SIGKILL'), 5_000);
  child.kill('SIGTERM');
  await ended(child);
  clearTimeout(insist);
}

/** Runs a TypeScript file of this repository the way this process itself was started. */
export function scriptCommand(file: string): readonly string[] {
  return [process.execPath, ...process.execArgv, file];
}
