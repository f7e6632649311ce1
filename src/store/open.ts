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

/** Opens the database a URL names: `sqlite:PATH` or `sqlite::memory:`. Throws a Failure in one line. */
export function openDatabase(url: string): Engine {
  const [scheme] = url.split(':', 1);
  const rest = url.slice((scheme?.length ?? 0) + 1);
  if (scheme === 'sqlite' && rest !== '') return openSqlite(rest);
  throw new Failure(
    `--database takes sqlite:PATH or sqlite::memory:, not ${scheme === 'sqlite' ? url : `${scheme}:…`}.`,
  );
}
