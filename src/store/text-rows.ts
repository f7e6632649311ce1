import type { Database } from 'better-sqlite3';
import type { TextTable } from './statement.js';
import { dueIndex, indexDue } from './text-due.js';

/** The texts each index is made from, by id. */
const sources: Readonly<Record<TextTable, string>> = {
  customer_text: 'select id, coalesce(whole_key, shown_key) as text from customer_names where true',
  number_text: 'select id, text_key as text from service_numbers where disconnected_at is null',
};

/** How long after a write the index is tidied, in milliseconds, and how much of it at once, in pages. */
const pause = 100;
const portion = 200;

/** The same where nobody has written since, and more is due to be indexed. */
const idlePause = 10;

/** How long a statement waits for another process that is writing, in milliseconds. */
export const busyTimeout = 5000;

/**
 * The trigram indexes of SQLite, which it does not keep by itself. Rows are written once a commit, since every write
 * that is followed by a savepoint or a commit costs a segment of its own; segments are merged between commits.
 */
export interface TextRows {
  /** The text of this id may not be any more what is indexed. It does no harm when that turns out otherwise. */
  stale(table: TextTable, id: number): void;
  /** Indexes what is stale as it is now; the last thing before the commit. */
  write(): void;
  stop(): void;
}

/** The blanks after a text make its last characters the beginnings of trigrams too. */
function createWriter(database: Database, table: TextTable): (ids: string) => void {
  const listed = 'in (select value from json_each(?))';
  const erase = database.prepare(`delete from ${table} where rowid ${listed}`);
  const write = database.prepare(
    `insert into ${table} (rowid, text) select id, text || '  ' from (${sources[table]} and id ${listed}) order by id`,
  );
  return (ids) => {
    erase.run(ids);
    write.run(ids);
  };
}

/** Does a portion of the merging that is due; answers whether there was any. */
function mergePortion(database: Database, table: string): boolean {
  const changes = database.prepare('select total_changes()').pluck();
  const before = changes.get() as number;
  database.prepare(`insert into ${table} (${table}, rank) values ('merge', ?)`).run(portion);
  return (changes.get() as number) - before > 1;
}

/**
 * Merges a portion of each and forgets those that are tidy, then indexes a portion of what is due; answers whether there
 * was any, undefined where somebody else is writing and this gave way.
 */
function tidied(database: Database, untidy: Set<string>): boolean | undefined {
  database.pragma('busy_timeout = 0');
  try {
    for (const table of untidy) if (!mergePortion(database, table)) untidy.delete(table);
    const isMore = indexDue(database);
    if (isMore) untidy.add(dueIndex);
    return isMore;
  } catch {
    // Another process has the lock, or the disk is full: whoever writes next hears of that. This can wait.
    return undefined;
  } finally {
    database.pragma(`busy_timeout = ${busyTimeout}`);
  }
}

/** The indexes of the customers' names and of the service numbers. */
export function createTextRows(database: Database): TextRows {
  const stale = new Map<TextTable, Set<number>>();
  const untidy = new Set<string>();
  const writers = new Map<TextTable, (ids: string) => void>();
  let timer: NodeJS.Timeout | undefined;
  // What another process left may be due from the beginning.
  const state = { due: true, written: false };

  const tidy = (): void => {
    timer = undefined;
    const due = database.inTransaction ? undefined : tidied(database, untidy);
    if (due === undefined) state.written = true;
    else state.due = due;
    later();
    state.written = false;
  };
  const later = (): void => {
    const wait = state.due && !state.written ? idlePause : pause;
    if (untidy.size > 0 || state.due) timer ??= setTimeout(tidy, wait).unref();
  };
  later();

  return {
    stale: (table, id) => {
      const ids = stale.get(table);
      if (ids) ids.add(id);
      else stale.set(table, new Set([id]));
    },
    write: () => {
      for (const [table, ids] of stale) {
        let writer = writers.get(table);
        if (!writer) writers.set(table, (writer = createWriter(database, table)));
        writer(JSON.stringify([...ids]));
        untidy.add(table);
      }
      if (stale.has('customer_text')) state.due = true;
      state.written = true;
      stale.clear();
      later();
    },
    stop: () => clearTimeout(timer),
  };
}
