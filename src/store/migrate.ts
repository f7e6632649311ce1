import { migrations } from '../../migrations/index.js';
import type { Migration } from '../../migrations/migration.js';
import type { Engine } from './engine.js';

const source = {
  getMigrations: () => Promise.resolve([...migrations]),
  getMigrationName: (migration: Migration) => migration.name,
  getMigration: (migration: Migration) => Promise.resolve(migration),
};

/** Brings the schema up to date; answers the names of what it ran. */
export async function migrate(engine: Engine): Promise<readonly string[]> {
  const [, ran] = (await engine.knex().migrate.latest({ migrationSource: source })) as [number, string[]];
  return ran;
}

/** Takes the last batch of migrations back; answers their names. */
export async function rollback(engine: Engine): Promise<readonly string[]> {
  const [, ran] = (await engine.knex().migrate.rollback({ migrationSource: source })) as [number, string[]];
  return ran;
}
