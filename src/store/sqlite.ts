import { setImmediate as nextTurn } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import knexPackage from 'knex';
import Client from 'knex/lib/dialects/better-sqlite3/index.js';
import type { Knex } from 'knex';
import { RateLimiterSQLite } from 'rate-limiter-flexible';
import type { Step, Work } from '../core/change.js';
import { asFault } from './constraints.js';
import type { Engine } from './engine.js';
import { createCommits } from './group-commit.js';
import { limiterClient } from './limiter.js';
import { createSnapshots } from './snapshots.js';
import { compile, type Arguments, type Question, type Row, type Statement } from './statement.js';
import { busyTimeout, createTextRows, type TextRows } from './text-rows.js';

interface Prepared {
  readonly writes: boolean;
  readonly run: (given: Arguments) => readonly Row[];
}

const megabyte = 1024 * 1024;

const silent = (): void => undefined;

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** SQLite does not wait by itself for another process that makes the same switch. */
function intoWal(database: Sqlite.Database): void {
  const end = Date.now() + busyTimeout;
  for (;;) {
    try {
      return void database.pragma('journal_mode = WAL');
    } catch (error) {
      const busy = (error as { readonly code?: string }).code?.startsWith('SQLITE_BUSY');
      if (!busy || Date.now() > end) throw error;
      Atomics.wait(sleeper, 0, 0, 10);
    }
  }
}

/** Opens the file, sets what durability and speed need, and refuses a file that is no database. */
function open(path: string): Sqlite.Database {
  const database = new Sqlite(path);
  intoWal(database);
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma(`busy_timeout = ${busyTimeout}`);
  database.pragma('cache_size = -16384');
  database.pragma('wal_autocheckpoint = 4000');
  database.pragma(`mmap_size = ${4096 * megabyte}`);
  return database;
}

/** knex over the connection that is already open, so that migrations see the same database, in memory too. */
function knexOver(database: Sqlite.Database): Knex {
  class Borrowed extends Client {
    override acquireRawConnection(): Promise<Sqlite.Database> {
      return Promise.resolve(database);
    }
    override destroyRawConnection(): Promise<void> {
      return Promise.resolve();
    }
    /** A transaction takes the write lock before it looks at anything: two processes never migrate one file together. */
    override _query(connection: unknown, query: { sql: string }): Promise<unknown> {
      if (query.sql === 'BEGIN;') query.sql = 'BEGIN IMMEDIATE;';
      return super._query(connection, query);
    }
  }
  const settings = { client: Borrowed, connection: { filename: ':memory:' }, useNullAsDefault: true };
  // What went wrong reaches the caller as an error; on the console it would be said twice.
  return knexPackage.knex({ ...settings, log: { warn: silent, error: silent, deprecate: silent, debug: silent } });
}

const nothing: readonly Row[] = [];

function prepare(database: Sqlite.Database, knex: Knex, statement: Statement): Prepared {
  const { sql, values } = compile(knex, statement);
  const prepared = database.prepare(sql);
  const writes = !prepared.readonly;
  if (statement.answersId) {
    const run = (given: Arguments): readonly Row[] => {
      const { changes, lastInsertRowid } = prepared.run(...values(given));
      return changes === 0 ? nothing : [[given['id'] ?? Number(lastInsertRowid)]];
    };
    return { writes, run };
  }
  if (!prepared.reader) {
    const run = (given: Arguments): readonly Row[] => {
      prepared.run(...values(given));
      return nothing;
    };
    return { writes, run };
  }
  const rows = prepared.raw();
  return { writes, run: (given) => rows.all(...values(given)) as Row[] };
}

type Answer = (question: Question) => readonly Row[];

interface Answers {
  readonly answer: Answer;
  /** How many statements that write have been run so far. */
  readonly written: () => number;
}

/** Answers questions with statements that are prepared once, and remembers what they leave to be indexed. */
function createAnswers(database: Sqlite.Database, knex: Knex, texts: TextRows): Answers {
  const cache = new Map<Statement, Prepared>();
  let written = 0;
  const answer = ({ statement, given }: Question): readonly Row[] => {
    let prepared = cache.get(statement);
    if (!prepared) cache.set(statement, (prepared = prepare(database, knex, statement)));
    if (prepared.writes) written += 1;
    const rows = prepared.run(given);
    if (statement.reindexes) for (const [id] of rows) texts.stale(statement.reindexes, id as number);
    return rows;
  };
  return { answer, written: () => written };
}

/** A refusal of the database surfaces inside the work, where the statement was asked. */
function resumed<T>(work: Work<T>, answer: Answer, question: Question): IteratorResult<Step, T> {
  let rows: readonly Row[];
  try {
    rows = answer(question);
  } catch (error) {
    return work.throw(asFault(error));
  }
  return work.next(rows);
}

/** Runs a work through, whatever it asks. */
function run<T>(work: Work<T>, answer: Answer): T {
  let step = work.next();
  while (!step.done) step = resumed(work, answer, step.value as unknown as Question);
  return step.value;
}

/** Runs a work through at once, but for slow questions: what comes after them waits for its turn. */
function read<T>(work: Work<T>, answer: Answer, from = work.next()): T | Promise<T> {
  let step = from;
  while (!step.done) {
    const question = step.value as unknown as Question;
    const next = resumed(work, answer, question);
    if (question.slow === true) return nextTurn().then(() => read(work, answer, next));
    step = next;
  }
  return step.value;
}

/**
 * SQLite at `path`, or in memory for `:memory:`. One connection: a flush never yields, so readers never wait for it, and
 * none of them is in the middle of a statement when it comes.
 */
export function createSqlite(path: string): Engine {
  const database = open(path);
  const knex = knexOver(database);
  const texts = createTextRows(database);
  const { answer, written } = createAnswers(database, knex, texts);
  const snapshots = createSnapshots(database);
  const change = createCommits(
    database,
    (work) => run(work, answer),
    written,
    () => texts.write(),
  );

  const running: Pick<Engine, 'read' | 'change' | 'add'> = {
    read: (work) => {
      snapshots.reading();
      return read(work(), answer);
    },
    change,
    add: change,
  };

  return {
    ...running,
    arrived: () => snapshots.arrived(),
    limiter: (options) =>
      new RateLimiterSQLite({
        ...options,
        storeClient: limiterClient(running),
        storeType: 'sqlite3',
        tableName: 'login_failures',
        tableCreated: true,
        clearExpiredByTimeout: false,
      }),
    // knex takes a lock of its own, and one process writes at a time anyway.
    exclusive: (body) => body(),
    knex: () => knex,
    close: async () => {
      texts.stop();
      await knex.destroy();
      database.close();
    },
  };
}
