import type { Database } from 'better-sqlite3';
import type { Work } from '../core/change.js';
import { Fault } from '../core/fault.js';

interface Waiting {
  /** Runs the work; returns how to tell the caller, for after COMMIT. */
  readonly run: () => () => void;
  readonly fail: (error: unknown) => void;
}

/** Runs the statements that begin and end transactions. */
function createControls(database: Database) {
  const control = (sql: string) => {
    const statement = database.prepare(sql);
    return () => void statement.run();
  };
  const changes = database.prepare('SELECT total_changes()').pluck();
  return {
    begin: control('BEGIN IMMEDIATE'),
    commit: control('COMMIT'),
    rollback: control('ROLLBACK'),
    save: control('SAVEPOINT work'),
    release: control('RELEASE work'),
    undo: control('ROLLBACK TO work'),
    /** Rows written so far on this connection. */
    written: () => changes.get() as number,
  };
}

type Controls = ReturnType<typeof createControls>;
type Tell = () => void;

/** The batch without savepoints; undefined when one failed after it had written. */
function together(controls: Controls, batch: readonly Waiting[]): Tell[] | undefined {
  const tell: Tell[] = [];
  for (const waiting of batch) {
    const before = controls.written();
    try {
      tell.push(waiting.run());
    } catch (error) {
      if (!(error instanceof Fault) || controls.written() !== before) return undefined;
      tell.push(() => waiting.fail(error));
    }
  }
  return tell;
}

/** The batch with a savepoint each: only the failing ones are lost. */
function apart(controls: Controls, batch: readonly Waiting[]): Tell[] {
  return batch.map((waiting) => {
    controls.save();
    try {
      const done = waiting.run();
      controls.release();
      return done;
    } catch (error) {
      controls.undo();
      controls.release();
      return () => waiting.fail(error);
    }
  });
}

function flush(database: Database, controls: Controls, batch: readonly Waiting[]): void {
  try {
    controls.begin();
    let tell = together(controls, batch);
    if (!tell) {
      controls.rollback();
      controls.begin();
      tell = apart(controls, batch);
    }
    controls.commit();
    for (const done of tell) done();
  } catch (error) {
    if (database.inTransaction) controls.rollback();
    for (const waiting of batch) waiting.fail(error);
  }
}

/**
 * Changes that share one durable commit a turn of the event loop. They run one after the other without savepoints; if one
 * fails after it has written, the whole batch is rolled back and run again, each in a savepoint of its own, so that only
 * the failing ones are lost. Callers hear of success after COMMIT only.
 */
export function createCommits(
  database: Database,
  runWork: <T>(work: Work<T>) => T,
): <T>(work: () => Work<T>) => Promise<T> {
  const controls = createControls(database);
  let queue: Waiting[] = [];
  const flushQueue = (): void => {
    const batch = queue;
    queue = [];
    flush(database, controls, batch);
  };
  return <T>(work: () => Work<T>) =>
    new Promise<T>((resolve, fail) => {
      const run = (): Tell => {
        const value = runWork(work());
        return () => resolve(value);
      };
      if (queue.push({ run, fail }) === 1) setImmediate(flushQueue);
    });
}
