import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Failure } from '../failure.js';
import { newKey } from './keys.js';

/** Makes the file whole or not at all; of several processes that start together one makes it. */
function make(file: string): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, `${newKey('demo')}\n`, { mode: 0o600 });
    linkSync(draft, file);
  } catch (error) {
    if ((error as { readonly code?: string }).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Whether a database has a file that keys can be kept beside. */
const fileOf = (database: string): string | undefined => {
  const path = database.startsWith('sqlite:') ? database.slice('sqlite:'.length) : ':memory:';
  return path === ':memory:' ? undefined : `${path}.keys`;
};

/**
 * A demo's keys: kept beside its database file, for its owner only, so that what was sealed opens after a restart; where
 * the database is no file, a key of this process that ends with it. Throws a Failure where the file cannot be used.
 */
export function demoKeys(database: string): string {
  const file = fileOf(database);
  if (file === undefined) return newKey('demo');
  try {
    make(file);
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Failure(`The key file ${file} cannot be used: ${(error as Error).message}.`);
  }
}
