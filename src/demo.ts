import { readFileSync } from 'node:fs';
import type { ResidentKey } from './access/keys.js';
import type { ResidentAccount } from './access/logins.js';
import type { ResidentSession } from './access/sessions.js';
import { demoCredentialsFile, demoFile, type Config } from './config.js';
import { kinds } from './core/records/kinds.js';
import { recordsFor, type Database } from './database.js';
import { Failure } from './failure.js';
import { isLoopback } from './listen.js';
import type { Log } from './log.js';
import { vendorHosts } from './mounts.js';
import { linesOf } from './seed/lines.js';
import { seedLines } from './seed/seed.js';
import { markOf, setMark } from './store/marks.js';

const mark = 'demo';

/** The demo's published credentials. They live in a process started with --demo and nowhere else. */
export interface DemoCredentials {
  /** Dialects that ask for none. */
  readonly anonymous: readonly string[];
  readonly logins: readonly ResidentAccount[];
  readonly sessions: readonly ResidentSession[];
  readonly keys: readonly ResidentKey[];
}

type Published = Omit<DemoCredentials, 'logins'> & {
  readonly logins: readonly (Omit<ResidentAccount, 'customers'> & { readonly customers?: readonly number[] })[];
};

/** Reads them from beside the demo data; there are none outside the demo. */
export function demoCredentials({ demo }: Config): DemoCredentials {
  if (!demo) return { anonymous: [], logins: [], sessions: [], keys: [] };
  const { logins, ...rest } = JSON.parse(readFileSync(demoCredentialsFile, 'utf8')) as Published;
  return {
    ...rest,
    logins: logins.map(({ customers, ...login }) => ({
      ...login,
      ...(customers && { customers: new Set(customers) }),
    })),
  };
}

async function isEmpty({ core }: Database): Promise<boolean> {
  const list = recordsFor(core, mark);
  for (const kind of kinds) if ((await list('record.list', { kind, after: 0, limit: 1 })).length > 0) return false;
  return true;
}

/** Fills an empty database and marks it; a load that was cut short is taken up again. */
async function load(database: Database): Promise<void> {
  const { store, core } = database;
  const state = await store.read(() => markOf(mark));
  if (state === 'loaded') return;
  if (state === undefined && !(await isEmpty(database))) {
    throw new Failure('--demo wants an empty database or one that the demo filled; this one holds other data.');
  }
  await store.change(() => setMark(mark, 'loading'));
  await seedLines(linesOf(demoFile), recordsFor(core, mark), demoFile);
  await store.change(() => setMark(mark, 'loaded'));
}

/**
 * Under --demo, makes sure of the demo data; otherwise warns of a database that holds it. Throws a Failure on a database
 * with other data, and on an address that others can reach unless the operator said so.
 */
export async function prepareDemo(config: Config, database: Database, log: Log): Promise<void> {
  if (!config.demo) {
    const filled = (await database.store.read(() => markOf(mark))) !== undefined;
    if (filled) log.warn('this database was filled by the demo; its published credentials do not work here');
    return;
  }
  const open = vendorHosts(config).find((host) => !isLoopback(host));
  if (open !== undefined && !config.demoPublic) {
    throw new Failure(`--demo publishes its credentials, so it serves loopback only; --demo-public allows ${open}.`);
  }
  await load(database);
}
