import type { Outside } from '../../src/core/outside.js';
import { operations, type Operations } from '../../src/core/operations.js';
import type { Kind } from '../../src/core/records/kinds.js';
import type { KeptRecord } from '../../src/core/records/inputs.js';
import { operations as recordOperations } from '../../src/core/records/operations.js';
import { createCore, type Core } from '../../src/core/run.js';
import type { Engine } from '../../src/store/engine.js';
import { migrate } from '../../src/store/migrate.js';
import { openDatabase } from '../../src/store/open.js';
import { ask, type Row } from '../../src/store/statement.js';
import { createStore, type Store } from '../../src/store/store.js';
import { databases } from '../support/databases.js';

/** When everything happens unless a test moves the clock. */
export const now = '2026-03-01T08:00:00.000Z';

export const actor = { name: 'tester', channel: 'test', operation: 'test.run' };

/** A database of its own with the core over it, and a clock that stands still. */
export interface Bench {
  readonly url: string;
  readonly engine: Engine;
  readonly store: Store;
  readonly core: Core;
  readonly clock: { at: string; readonly now: () => number };
  readonly put: (kind: Kind, record: object) => Promise<unknown>;
  readonly drop: (kind: Kind, id: number) => Promise<unknown>;
  readonly run: <O extends keyof Operations>(name: O, input: Operations[O]['in']) => Promise<Operations[O]['out']>;
  readonly rows: (sql: string) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
}

/** Opens a fresh database of this make; the core turns to what is outside. */
export async function openBench(make: keyof typeof databases, outside?: Outside): Promise<Bench> {
  const database = await databases[make]();
  const { url } = database;
  const engine = await openDatabase(url);
  await migrate(engine);
  const store = createStore(engine);
  const clock = { at: now, now: () => Date.parse(clock.at) };
  let numbers = 0;
  let asked = 0;
  const core = createCore(store, clock, { number: () => `N-${(numbers += 1)}` }, outside);
  return {
    url,
    engine,
    store,
    core,
    clock,
    put: async (kind, record) => core(recordOperations['record.put'], { kind, record: record as KeptRecord }, actor),
    drop: async (kind, id) => core(recordOperations['record.remove'], { kind, id }, actor),
    run: async (name, input) => core(operations[name] as never, input, actor),
    rows: async (sql) =>
      engine.read(function* () {
        return yield* ask({ name: `test ${(asked += 1)}`, build: (q) => q.raw(sql) });
      }),
    close: async () => {
      await engine.close();
      await database.drop();
    },
  };
}
