import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../failure.js';
import type { Engine } from './engine.js';
import { createSqlite } from './sqlite.js';

const memory = ':memory:';

function openSqlite(path: string): Engine {
  try {
    if (path !== memory) mkdirSync(dirname(path), { recursive: true });
    return createSqlite(path);
  } catch (error) {
    throw new Failure(`The database ${path} cannot be opened: ${(error as Error).message}.`);
  }
}

/** Opens the database a URL names: `sqlite:PATH`, `sqlite::memory:` or `postgres://…`. Throws a Failure in one line. */
export async function openDatabase(url: string): Promise<Engine> {
  const [scheme] = url.split(':', 1);
  const rest = url.slice((scheme?.length ?? 0) + 1);
  if (scheme === 'sqlite' && rest !== '') return openSqlite(rest);
  if (scheme === 'postgres' || scheme === 'postgresql') return (await import('./postgres.js')).createPostgres(url);
  const given = scheme === 'sqlite' ? url : `${scheme}:…`;
  throw new Failure(`--database takes sqlite:PATH, sqlite::memory: or postgres://…, not ${given}.`);
}
