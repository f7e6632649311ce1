import { chmodSync, chownSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { migrations } from '../../migrations/index.js';
import { Failure } from '../failure.js';

/** What a copy was found to hold when it was verified. */
export interface Contents {
  /** The last migration it has seen. */
  readonly schema: string;
  /** How many rows each table has. */
  readonly rows: Readonly<Record<string, number>>;
}

/** How a copy is made. */
export interface Copying {
  /** Whether a file that is there already may be replaced. */
  readonly force: boolean;
  /** Told again and again which part has been copied, from 0 to 1. */
  readonly progress?: (part: number) => void;
  /** Ends the copying; nothing is left of it. */
  readonly signal?: AbortSignal;
}

/** Pages of 4 KiB copied before others get a turn. */
const pagesATurn = 1024;

/** What SQLite keeps beside a database. Left behind, they would be played into whatever takes its place. */
const sidecars = ['-wal', '-shm', '-journal'] as const;

const codeOf = (error: unknown): string => String((error as { readonly code?: unknown }).code);

const isUnreadable = (error: unknown): boolean => /^SQLITE_(?:NOTADB|CORRUPT)/.test(codeOf(error));

/** What SQLite or the file system refused, in one line; anything else as it is. */
function failure(path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'SQLITE_NOTADB') return new Failure(`${path} is not a database.`);
  if (isUnreadable(error)) return new Failure(`${path} is damaged: ${(error as Error).message}.`);
  if (/^no such table/.test(String((error as Error).message))) {
    return new Failure(`${path} is no database of this program.`);
  }
  if (code.startsWith('SQLITE_')) return new Failure(`${path}: ${(error as Error).message}.`);
  if (/^E[A-Z]+$/.test(code)) return new Failure(`${(error as Error).message}.`);
  return error;
}

/** The file behind a URL. Throws a Failure for a database that is none. */
function fileOf(url: string): string {
  if (/^postgres(?:ql)?:/.test(url)) {
    throw new Failure('PostgreSQL is backed up by pg_dump and restored by pg_restore: see "Backups" in the README.');
  }
  if (!url.startsWith('sqlite:') || url === 'sqlite:') throw new Failure('--database takes sqlite:PATH here.');
  const path = url.slice('sqlite:'.length);
  if (path === ':memory:') throw new Failure('A database in memory has no file to back up or restore.');
  return path;
}

function opened(path: string): Sqlite.Database {
  if (!existsSync(path)) throw new Failure(`${path} does not exist.`);
  return new Sqlite(path, { fileMustExist: true });
}

function schemaOf(database: Sqlite.Database, path: string): string {
  const names = database.prepare<[], string>('select name from knex_migrations order by id').pluck().all();
  const newer = names.find((name) => !migrations.some((known) => known.name === name));
  if (newer !== undefined) throw new Failure(`${path} is newer than this program, which has no ${newer}.`);
  const last = names.at(-1);
  if (last === undefined) throw new Failure(`${path} is no database of this program.`);
  return last;
}

function contentsOf(database: Sqlite.Database, path: string): Contents {
  const schema = schemaOf(database, path);
  // What an index of words keeps for itself is tidied at any time, and its parts cannot all be counted.
  const named = "select name from pragma_table_list where schema = 'main' and type = 'table' order by name";
  const tables = database.prepare<[], string>(named).pluck().all();
  const count = (table: string) => database.prepare<[], number>(`select count(*) from "${table}"`).pluck().get() ?? 0;
  return { schema, rows: Object.fromEntries(tables.map((table) => [table, count(table)])) };
}

/** Reads all of a database. Throws a Failure unless every page, index and reference is right. */
function verified(database: Sqlite.Database, path: string): Contents {
  const contents = contentsOf(database, path);
  const found = String(database.pragma('integrity_check(1)', { simple: true }));
  if (found !== 'ok') throw new Failure(`${path} is damaged: ${found.replaceAll(/\s+/g, ' ')}.`);
  const [stray] = database.pragma('foreign_key_check') as readonly { readonly table: string }[];
  if (stray) throw new Failure(`${path} is damaged: ${stray.table} refer to what is not there.`);
  return contents;
}

/**
 * Copies what the database holds now. Held as one long read, so that others go on writing and none of their writes makes
 * SQLite start the copy anew.
 */
async function copy(source: Sqlite.Database, to: string, { progress, signal }: Copying): Promise<void> {
  await source.backup(to, {
    progress: ({ totalPages, remainingPages }) => {
      signal?.throwIfAborted();
      progress?.(1 - remainingPages / totalPages);
      return pagesATurn;
    },
  });
}

/** The copy read back from its file, made one that needs no other beside it, and compared with what was copied. */
function readBack(path: string, from: string, expected: Contents): Contents {
  const name = `The copy of ${from}`;
  const database = opened(path);
  try {
    database.pragma('journal_mode = DELETE');
    const contents = verified(database, name);
    if (JSON.stringify(contents) === JSON.stringify(expected)) return contents;
    throw new Failure(`${name} does not hold what was copied into it.`);
  } finally {
    database.close();
  }
}

async function copyFrom(from: string, partial: string, copying: Copying): Promise<Contents> {
  const source = opened(from);
  try {
    source.exec('begin');
    const expected = verified(source, from);
    await copy(source, partial, copying);
    return readBack(partial, from, expected);
  } finally {
    source.close();
  }
}

/** Keeps everybody else out of the database at `path`. Throws a Failure while anybody has it open. */
function seize(path: string): Sqlite.Database | undefined {
  const database = new Sqlite(path, { timeout: 200 });
  try {
    // Of all locks only this one is in the way of connections that are open and idle.
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('begin exclusive; commit');
    return database;
  } catch (error) {
    database.close();
    if (codeOf(error).startsWith('SQLITE_BUSY')) throw new Failure(`${path} is in use: stop the gateway first.`);
    // What is no database any more cannot be locked, and is what people restore over.
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

/** What goes wrong with one of two files, told of that one. */
function naming<T>(path: string, body: (path: string) => T): T {
  try {
    return body(path);
  } catch (error) {
    throw failure(path, error);
  }
}

/** Has a seized database leave no files beside it, and touch none when it is closed: those may be its successor's. */
function retire(database: Sqlite.Database): void {
  try {
    database.pragma('journal_mode = DELETE');
    database.pragma('journal_mode = MEMORY');
  } catch (error) {
    // Too damaged for that, it is closed while its files are still its own.
    database.close();
    if (!isUnreadable(error)) throw error;
  }
}

/** Gives the copy the owner and mode of what it replaces, else the folder's owner and no reader but that one. */
function dress(partial: string, target: string): void {
  const replaces = existsSync(target);
  const { uid, gid, mode } = statSync(replaces ? target : dirname(target));
  chmodSync(partial, replaces ? mode & 0o777 : 0o600);
  if (process.getuid?.() === 0) chownSync(partial, uid, gid);
}

function remove(path: string, endings: readonly string[]): void {
  for (const ending of endings) rmSync(`${path}${ending}`, { force: true });
}

function takePlace(partial: string, target: string): void {
  dress(partial, target);
  remove(target, sidecars);
  renameSync(partial, target);
  const folder = openSync(dirname(target), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

async function replace(from: string, target: string, copying: Copying): Promise<Contents> {
  const partial = `${target}.${process.pid}.partial`;
  const seized = existsSync(target) ? naming(target, seize) : undefined;
  try {
    writeFileSync(partial, '', { flag: 'wx', mode: 0o600 });
    const contents = await copyFrom(from, partial, copying);
    copying.signal?.throwIfAborted();
    if (!copying.force) refuseExisting(target);
    if (seized) retire(seized);
    takePlace(partial, target);
    return contents;
  } finally {
    remove(partial, ['', ...sidecars]);
    seized?.close();
  }
}

function refuseExisting(target: string): void {
  if (existsSync(target)) throw new Failure(`${target} exists already: --force replaces it.`);
}

async function transfer(from: string, to: string, copying: Copying): Promise<Contents> {
  const target = existsSync(to) ? realpathSync(to) : resolve(to);
  if (existsSync(from) && realpathSync(from) === target) throw new Failure(`${to} is the database itself.`);
  if (!copying.force) refuseExisting(to);
  try {
    return await replace(from, target, copying);
  } catch (error) {
    if (copying.signal?.aborted) throw new Failure('Stopped; nothing was changed.', 130);
    throw failure(from, error);
  }
}

/**
 * Writes a verified copy of a SQLite database to `file` while others go on using it: what it held when the copy began.
 * Throws a Failure in one line; `file` is as it was then.
 */
export const backUp = async (url: string, file: string, copying: Copying): Promise<Contents> =>
  transfer(fileOf(url), file, copying);

/**
 * Puts a verified copy of `file` in the place of a SQLite database that nobody uses. Throws a Failure in one line; the
 * database is as it was then.
 */
export async function restore(url: string, file: string, copying: Copying): Promise<Contents> {
  const target = fileOf(url);
  if (!existsSync(file)) throw new Failure(`${file} does not exist.`);
  mkdirSync(dirname(target), { recursive: true });
  return transfer(file, target, copying);
}
