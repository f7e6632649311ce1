import type { Database } from 'better-sqlite3';

/** Lets the reads of several requests share one look at the database. */
export interface Snapshots {
  /** A request has come: what is read from here until the event loop turns may be read at one moment. */
  arrived(): void;
  /** Before a work that reads. */
  reading(): void;
}

/**
 * Two thirds of what a row by its key costs is taking and giving back the lock on the log, so all but the first read of a
 * turn of the event loop are of one transaction. Requests are read off their sockets after the turn before has ended, so none
 * sees the database as it was before it was sent; but for one that waited on its connection for the answer to a change, which
 * comes at the end of a turn: what another process writes meanwhile is seen a turn later. Reads on behalf of nobody, as those
 * of timers, never begin one.
 */
export function createSnapshots(database: Database): Snapshots {
  const begin = database.prepare('BEGIN');
  const end = database.prepare('COMMIT');
  let open = false;
  let read = false;
  const turned = (): void => {
    open = read = false;
    if (database.inTransaction) end.run();
  };
  return {
    arrived: () => {
      if (!open) setImmediate(turned);
      open = true;
    },
    reading: () => {
      if (read && !database.inTransaction) begin.run();
      read = open;
    },
  };
}
