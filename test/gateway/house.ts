import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { m4 } from '../../dialects/m4/index.js';
import { startApp } from '../../src/app.js';
import { loadConfig, type Flags } from '../../src/config.js';
import { createLog } from '../../src/log.js';
import { sqliteContents, type Contents } from '../support/contents.js';
import { freshFolder } from '../support/folders.js';

/** The token of the admin plane wherever one is asked for. */
export const adminToken = 'the admin token of these tests';

/** A gateway with M4 on a file, as `serve` starts it, and what can be seen of it from outside. */
export interface House {
  readonly url: URL;
  readonly adminUrl: URL;
  readonly path: string;
  /** The lines of its log so far. */
  log(): readonly string[];
  /** One column of a query in SQL, as another process sees the file. */
  ask(sql: string): readonly unknown[];
  contents(): Contents;
  stop(): Promise<void>;
}

const running = new Set<() => Promise<void>>();

/** What a test that failed has left open would keep the run from ending. */
afterAll(async () => void (await Promise.all([...running].map((stop) => stop()))));

/** A database file in a fresh folder. */
export const freshFile = async (): Promise<string> => join(await freshFolder(), 'customers.db');

/** Somebody else's look at a file, on a connection of its own. */
function createView(path: string) {
  const database = new Sqlite(path, { readonly: true });
  return {
    ask: (sql: string) => database.prepare(sql).pluck().all(),
    contents: sqliteContents(database),
    close: () => void database.close(),
  };
}

/** Starts one on free ports: on the demo data, unless the flags say otherwise. Rejects with a Failure as `serve` does. */
export async function openHouse(flags: Flags = { demo: true }, file?: string): Promise<House> {
  const path = file ?? (await freshFile());
  const lines: string[] = [];
  const log = createLog('info', (text) => lines.push(...text.split('\n').filter((line) => line !== '')));
  const given = { port: 0, adminPort: 0, adminToken, database: `sqlite:${path}`, drainTimeout: 5, ...flags };
  const app = await startApp(loadConfig(given, {}), [m4], log).finally(() => log.flush());
  const view = createView(path);
  const stop = async (): Promise<void> => {
    if (!running.delete(stop)) return;
    view.close();
    await app.stop();
  };
  running.add(stop);
  return {
    url: new URL(app.vendorUrl),
    adminUrl: new URL(app.adminUrl),
    path,
    log: () => {
      log.flush();
      return lines;
    },
    ask: view.ask,
    contents: view.contents,
    stop,
  };
}
