import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cores, pinned } from './cores.js';
import type { Answer } from './http.js';
import { within } from './time-limit.js';
import { scriptCommand, type Server, type Workplace } from './workplace.js';

/** Starts a bare node:http server that gives this answer's body, byte for byte, to every request. */
export async function startCeiling(work: Workplace, cores: Cores | undefined, answer: Answer): Promise<Server> {
  const file = join(work.folder, 'answer');
  writeFileSync(file, answer.body);
  const command = [...scriptCommand('bench/ceiling-server.ts'), file, answer.type];
  const child = work.start(pinned(cores?.server, command), ['ignore', 'ignore', 'inherit', 'ipc']);
  const [port] = (await within(10, 'starting the bare server', once(child, 'message'))) as [number];
  return { process: child, address: { host: '127.0.0.1', port } };
}
