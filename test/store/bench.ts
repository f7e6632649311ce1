import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import type { Customer } from '../../src/core/customers/model.js';
import { createCore, type Core } from '../../src/core/run.js';
import type { Engine } from '../../src/store/engine.js';
import { migrate } from '../../src/store/migrate.js';
import { createSqlite } from '../../src/store/sqlite.js';
import { ask, type Row } from '../../src/store/statement.js';
import { createStore, type Store } from '../../src/store/store.js';
import { freshFolder } from '../support/folders.js';

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

const engines = new Set<Engine>();

/** What a test that failed has left open would keep the run from ending; closing twice does no harm. */
afterAll(async () => {
  for (const engine of engines) await engine.close();
});

/** Opens and migrates SQLite: in memory, or the file given. */
export const openBench = async (path = ':memory:'): Promise<Bench> => benchOver(createSqlite(path));

/** The same over whatever database. */
export async function benchOver(engine: Engine): Promise<Bench> {
  engines.add(engine);
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
export const freshFile = async (): Promise<string> => join(await freshFolder(), 'customers.db');

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

const writer = `
  const { parentPort, workerData } = require('node:worker_threads');
  const database = new (require('better-sqlite3'))(workerData);
  database.exec('begin immediate');
  parentPort.postMessage('writing');
  setTimeout(() => { database.exec('commit'); database.close(); }, 300);`;

/** Somebody else begins to write a file, and is done 300 ms later; waiting for this is waiting for the beginning. */
export async function writing(path: string): Promise<{ readonly done: Promise<unknown> }> {
  const other = new Worker(writer, { eval: true, workerData: path });
  await once(other, 'message');
  return { done: once(other, 'exit') };
}

/** A customer about to be kept. */
export const customer = (number: string, rest: Partial<Customer> = {}): Omit<Customer, 'id'> => ({
  version: 1,
  number,
  status: 'active',
  createdAt: now,
  ...rest,
});
