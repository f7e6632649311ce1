import type { Knex } from 'knex';
import { migrations } from '../../migrations/index.js';
import type { Migration } from '../../migrations/migration.js';
import { Failure } from '../failure.js';
import type { Engine } from './engine.js';

const source = {
  getMigrations: () => Promise.resolve([...migrations]),
  getMigrationName: (migration: Migration) => migration.name,
  getMigration: (migration: Migration) => Promise.resolve(migration),
};

/** What connections and logins fail with, and a server that is going or coming; of SQLite nothing is like that. */
const unreached = /^(?:E[A-Z]|08|28|3D|53|57P)/;

/** knex puts the whole statement before what the database says of it, and calls a newer schema a corrupt directory. */
function reasonIn(message: string): string {
  const [, newer] = /files are missing: (.+)$/.exec(message) ?? [];
  if (newer !== undefined) return `it is newer than this program, which has no ${newer}`;
  return (message.split(' - ').at(-1) ?? '').replaceAll(/\s+/g, ' ');
}

/**
 * Runs a step of knex's migrator, all of it in one transaction: a process that is killed half-way, or that another one
 * overtakes, leaves no lock behind. Throws a Failure in one line.
 */
async function stepped(engine: Engine, direction: 'latest' | 'rollback'): Promise<readonly string[]> {
  try {
    const run = (trx: Knex) => trx.migrate[direction]({ migrationSource: source });
    const all = () => engine.knex().transaction(run) as Promise<[number, string[]]>;
    const [, ran] = await engine.exclusive(all);
    return ran;
  } catch (error) {
    const { cause = error } = error as Error;
    const { code, message } = cause as { readonly code?: unknown; readonly message: string };
    if (unreached.test(String(code))) throw new Failure(`The database cannot be reached: ${message}.`);
    throw new Failure(`The schema of the database cannot be changed: ${reasonIn(message)}.`);
  }
}

/** Brings the schema up to date; answers the names of what it ran. Throws a Failure in one line. */
export const migrate = (engine: Engine): Promise<readonly string[]> => stepped(engine, 'latest');

/** Takes the last batch of migrations back; answers their names. Throws a Failure in one line. */
export const rollback = (engine: Engine): Promise<readonly string[]> => stepped(engine, 'rollback');
