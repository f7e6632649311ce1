import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import startPostgres from './postgres-setup.js';

/** Gives the run a folder of its own for temporary files, which goes with whatever is left in it, and a PostgreSQL. */
export default async function setup() {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-tests-'));
  // PostgreSQL may run as a user of its own, who has to pass through.
  await chmod(folder, 0o711);
  process.env.TMPDIR = folder;
  globalThis.removeFolder = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  await startPostgres();
}
