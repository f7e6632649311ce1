import type { Database } from 'better-sqlite3';
import type { Work } from '../core/change.js';
import { Fault } from '../core/fault.js';

interface Waiting {
  /** Runs the work; returns how to tell the caller, for after COMMIT. */
  readonly run: () => () => void;
  readonly fail: (error: unknown) => void;
}

/** Runs the statements that begin and end transactions. */
function createControls(database: Database, written: () => number, beforeCommit: () => void) {
  const control = (sql: string) => {
    const statement = database.prepare(sql);
    return () => void statement.run();
  };
  return {
    begin: control('BEGIN IMMEDIATE'),
    commit: control('COMMIT'),
    rollback: control('ROLLBACK'),
    save: control('SAVEPOINT work'),
    release: control('RELEASE work'),
    undo: control('ROLLBACK TO work'),
    /** How many statements that write have been run so far. */
    written,
    /** Does what is done once for all changes of a transaction. */
    beforeCommit,
  };
}

/** The most turns of the event loop that a change waits for company. */
const mostTurns = 4;

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
    controls.beforeCommit();
    controls.commit();
    for (const done of tell) done();
  } catch (error) {
    if (database.inTransaction) controls.rollback();
    for (const waiting of batch) waiting.fail(error);
  }
}

/**
 * Changes that come together and share one durable commit. They run one after the other without savepoints; if one
 * fails after it has written, the whole batch is rolled back and run again, each in a savepoint of its own, so that only
 * the failing ones are lost. Callers hear of success after COMMIT only.
 */
export function createCommits(
  database: Database,
  runWork: <T>(work: Work<T>) => T,
  written: () => number,
  beforeCommit: () => void,
): <T>(work: () => Work<T>) => Promise<T> {
  const controls = createControls(database, written, beforeCommit);
  let queue: Waiting[] = [];
  const flushQueue = (): void => {
    const batch = queue;
    queue = [];
    flush(database, controls, batch);
  };
  /** Waits for another turn while turns bring more changes: a commit costs as much as several of them. */
  const gather = (seen: number, turns: number): void => {
    setImmediate(() => {
      if (queue.length > seen && turns < mostTurns) gather(queue.length, turns + 1);
      else flushQueue();
    });
  };
  return <T>(work: () => Work<T>) =>
    new Promise<T>((resolve, fail) => {
      const run = (): Tell => {
        const value = runWork(work());
        return () => resolve(value);
      };
      if (queue.push({ run, fail }) === 1) gather(0, 1);
    });
}
