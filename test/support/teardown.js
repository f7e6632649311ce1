import stopPostgres from './postgres-teardown.js';

/** Stops the PostgreSQL of the run and removes its folder. */
export default async function teardown() {
  await stopPostgres();
  await globalThis.removeFolder();
}
