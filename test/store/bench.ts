import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Customer } from '../../src/core/customers/model.js';
import { createCore, type Core } from '../../src/core/run.js';
import type { Engine } from '../../src/store/engine.js';
import { migrate } from '../../src/store/migrate.js';
import { createSqlite } from '../../src/store/sqlite.js';
import { ask, type Row } from '../../src/store/statement.js';
import { createStore, type Store } from '../../src/store/store.js';

/** When everything happens unless a test moves the clock. */
export const now = '2026-03-01T08:00:00.000Z';

export const actor = { name: 'tester', channel: 'test', operation: 'test.run' };

/** A database with its schema, the store and the core over it, a clock that stands still and numbers that count. */
export interface Bench {
  readonly engine: Engine;
  readonly store: Store;
  readonly core: Core;
  readonly clock: { at: string };
  /** The rows of a query in SQL, on the store's own connection. */
  rows(sql: string): Promise<readonly Row[]>;
}

/** Opens and migrates SQLite: in memory, or the file given. */
export async function openBench(path = ':memory:'): Promise<Bench> {
  const engine = createSqlite(path);
  try {
    await migrate(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
  const store = createStore(engine);
  const clock = { at: now };
  let numbers = 0;
  const ids = { number: () => `N-${(numbers += 1)}` };
  return {
    engine,
    store,
    core: createCore(store, { now: () => Date.parse(clock.at) }, ids),
    clock,
    rows: async (sql) =>
      engine.read(function* () {
        return yield* ask({ name: sql, build: (q) => q.raw(sql) });
      }),
  };
}

/** A file for a database, in a fresh folder. */
export const freshFile = async (): Promise<string> =>
  join(await mkdtemp(join(tmpdir(), 'gateway-store-')), 'customers.db');

/** A copy of the files as they lie on the disk now: what a machine that lost its power would find. */
export async function copyAsIs(path: string): Promise<string> {
  const copy = await freshFile();
  await copyFile(path, copy);
  await copyFile(`${path}-wal`, `${copy}-wal`);
  return copy;
}

/** Somebody else's look at a file: one column of the rows of a query, in SQL. */
export function outside(path: string, sql: string): readonly unknown[] {
  const database = new Sqlite(path, { readonly: true });
  try {
    return database.prepare(sql).pluck().all();
  } finally {
    database.close();
  }
}

/** A customer about to be kept. */
export const customer = (number: string, rest: Partial<Customer> = {}): Omit<Customer, 'id'> => ({
  version: 1,
  number,
  status: 'active',
  createdAt: now,
  ...rest,
});
