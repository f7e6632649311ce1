import type { Database } from 'better-sqlite3';
import type { Work } from '../core/change.js';
import { Fault } from '../core/fault.js';
import { asFault, isBusy, isTrouble } from './constraints.js';
import { busyTimeout } from './text-rows.js';
import { stillPatient, type Waiting } from './waiting.js';

interface Change extends Waiting {
  /** Runs the work; returns how to tell the caller, for after COMMIT. */
  readonly run: () => () => void;
}

/** The most turns of the event loop that a change waits for company. */
const mostTurns = 4;

/**
 * How long a change waits for another process that is writing; how much of that at first, while the event loop stands
 * still, which is time enough for a commit of the other's; and how soon it asks again after that. Milliseconds.
 */
const patience = 5000;
const atFirst = 5;
const nap = 2;

/** How many changes may wait; the next one is refused at once. */
const mostWaiting = 10_000;

/** Runs the statements that begin and end transactions. */
function createControls(database: Database, written: () => number, beforeCommit: () => void) {
  const control = (sql: string) => {
    const statement = database.prepare(sql);
    return () => void statement.run();
  };
  const begin = control('BEGIN IMMEDIATE');
  const rollback = control('ROLLBACK');
  return {
    /** Waits so many milliseconds for the lock, and the whole process with it: that is how SQLite waits. */
    begin: (wait: number): void => {
      database.pragma(`busy_timeout = ${wait}`);
      try {
        begin();
      } finally {
        database.pragma(`busy_timeout = ${busyTimeout}`);
      }
    },
    commit: control('COMMIT'),
    /** SQLite ends some transactions by itself, as on a full disk. */
    rollback: (): void => {
      if (database.inTransaction) rollback();
    },
    save: control('SAVEPOINT work'),
    release: control('RELEASE work'),
    undo: control('ROLLBACK TO work'),
    /** How many statements that write have been run so far. */
    written,
    /** Does what is done once for all changes of a transaction. */
    beforeCommit,
  };
}

type Controls = ReturnType<typeof createControls>;
type Tell = () => void;

/** The batch without savepoints; undefined when one failed after it had written. */
function together(controls: Controls, batch: readonly Change[]): Tell[] | undefined {
  const tell: Tell[] = [];
  for (const waiting of batch) {
    const before = controls.written();
    try {
      tell.push(waiting.run());
    } catch (error) {
      if (isTrouble(error)) throw error;
      if (!(error instanceof Fault) || controls.written() !== before) return undefined;
      tell.push(() => waiting.fail(error));
    }
  }
  return tell;
}

/** The batch with a savepoint each: only the failing ones are lost. */
function apart(controls: Controls, batch: readonly Change[]): Tell[] {
  return batch.map((waiting) => {
    controls.save();
    try {
      const done = waiting.run();
      controls.release();
      return done;
    } catch (error) {
      if (isTrouble(error)) throw error;
      controls.undo();
      controls.release();
      return () => waiting.fail(error);
    }
  });
}

/** Makes a batch durable and tells its callers. Throws, with nothing done and nobody told, when the database fails. */
function flush(controls: Controls, batch: readonly Change[], wait: number): void {
  try {
    // Left over where the last one could not even be rolled back.
    controls.rollback();
    controls.begin(wait);
    let tell = together(controls, batch);
    if (!tell) {
      controls.rollback();
      controls.begin(wait);
      tell = apart(controls, batch);
    }
    controls.beforeCommit();
    controls.commit();
    for (const done of tell) done();
  } catch (error) {
    controls.rollback();
    throw error;
  }
}

/** Tells a whole batch that the database failed; what is no trouble of the database's is a bug, and stays one. */
function failAll(batch: readonly Change[], error: unknown): void {
  const fault = asFault(error);
  for (const waiting of batch) waiting.fail(isTrouble(fault) ? fault : error);
}

/**
 * Changes that come together and share one durable commit. They run one after the other without savepoints; if one
 * fails after it has written, the whole batch is rolled back and run again, each in a savepoint of its own, so that only
 * the failing ones are lost. Callers hear of success after COMMIT only. While another process is writing they wait
 * without holding up the event loop. Faults: unavailable, when that takes too long, too many wait, or the disk fails.
 */
export function createCommits(
  database: Database,
  runWork: <T>(work: Work<T>) => T,
  written: () => number,
  beforeCommit: () => void,
): <T>(work: () => Work<T>) => Promise<T> {
  const controls = createControls(database, written, beforeCommit);
  let queue: Change[] = [];
  const flushQueue = (wait: number): void => {
    const batch = queue;
    queue = [];
    try {
      flush(controls, batch, wait);
    } catch (error) {
      if (isBusy(error)) queue = stillPatient(batch, patience, error);
      else failAll(batch, error);
      if (queue.length > 0) setTimeout(flushQueue, nap * (1 + Math.random()), 0);
    }
  };
  /** Waits for another turn while turns bring more changes: a commit costs as much as several of them. */
  const gather = (seen: number, turns: number): void => {
    setImmediate(() => {
      if (queue.length > seen && turns < mostTurns) gather(queue.length, turns + 1);
      else flushQueue(atFirst);
    });
  };
  return <T>(work: () => Work<T>) =>
    new Promise<T>((resolve, fail) => {
      if (queue.length >= mostWaiting) throw new Fault('unavailable');
      const run = (): Tell => {
        const value = runWork(work());
        return () => resolve(value);
      };
      if (queue.push({ run, fail, since: performance.now() }) === 1) gather(0, 1);
    });
}
