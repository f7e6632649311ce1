import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The cores that servers and the client are pinned to; undefined where pinning is not possible. */
export interface Cores {
  readonly server: number;
  readonly client: number;
}

/** Picks two cores and moves this process to the client's, so that it never disturbs the server. */
export function takeCores(): Cores | undefined {
  try {
    const [server, ...others] = allowedCores();
    const client = others.at(-1);
    if (server === undefined || client === undefined) return undefined;
    execFileSync('taskset', ['-acp', String(client), String(process.pid)], { stdio: 'ignore' });
    return { server, client };
  } catch {
    return undefined;
  }
}

/** A command line that runs on one core where pinning is possible. */
export function pinned(core: number | undefined, command: readonly string[]): readonly string[] {
  return core === undefined ? command : ['taskset', '-c', String(core), ...command];
}

function allowedCores(): readonly number[] {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  return list.split(',').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}
