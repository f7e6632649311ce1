import type { Ids } from '../../src/core/ports.js';
import type { Outside } from '../../src/core/outside.js';
import { operations, type RunRecords } from '../../src/core/records/operations.js';
import { createCore, type Core } from '../../src/core/run.js';
import type { Engine } from '../../src/store/engine.js';
import { migrate } from '../../src/store/migrate.js';
import { createSqlite } from '../../src/store/sqlite.js';
import { createStore, type Store } from '../../src/store/store.js';
import { ask, type Row, type Statement } from '../../src/store/statement.js';

/** When everything in these tests happens. */
export const now = '2026-03-01T08:00:00.000Z';

/** A database of its own and the operations on its records. */
export interface Bench {
  readonly run: RunRecords;
  readonly core: Core;
  readonly store: Store;
  readonly clock: { at: string };
  /** The events so far: operation, subject, subject id, patch. */
  events(): Promise<readonly Row[]>;
  close(): Promise<void>;
}

const events: Statement = {
  name: 'test events',
  build: (q) => q('events').select('at', 'operation', 'subject', 'subject_id', 'patch').orderBy('id'),
};

function countingIds(): Ids {
  let count = 0;
  return { number: () => `N-${(count += 1)}` };
}

const actor = { name: 'test', channel: 'test' };

const runner =
  (core: Core): RunRecords =>
  async (name, input) =>
    await core(operations[name] as never, input, { ...actor, operation: name });

/** SQLite in memory with the schema as migrated, a clock that stands still until it is set, numbers that count. */
export async function createBench(engine: Engine = createSqlite(':memory:'), outside?: Outside): Promise<Bench> {
  await migrate(engine);
  const store = createStore(engine);
  const clock = { at: now };
  const core = createCore(store, { now: () => Date.parse(clock.at) }, countingIds(), outside);
  return {
    run: runner(core),
    core,
    store,
    clock,
    events: async () =>
      store.read(function* () {
        return yield* ask(events);
      }),
    close: () => engine.close(),
  };
}
