/** Stops the PostgreSQL of the run, where it was started for it. */
export default async function teardown() {
  await globalThis.stopPostgres?.();
}
