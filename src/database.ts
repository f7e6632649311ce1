import { operations, type RunRecords } from './core/records/operations.js';
import { nothingOutside, type Outside } from './core/outside.js';
import { createCore, type Core, type Perform } from './core/run.js';
import { systemClock, timeOrderedIds } from './runtime.js';
import type { Engine } from './store/engine.js';
import { migrate } from './store/migrate.js';
import { openDatabase } from './store/open.js';
import { createStore, type Store } from './store/store.js';

/** A database with its schema up to date, and the core over it. */
export interface Database {
  readonly engine: Engine;
  readonly store: Store;
  readonly core: Core;
}

/** Opens and migrates; the core turns to what is outside. Throws a Failure in one line. */
export async function openReady(url: string, outside: Outside = nothingOutside): Promise<Database> {
  const engine = await openDatabase(url);
  try {
    await migrate(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
  const store = createStore(engine);
  return { engine, store, core: createCore(store, systemClock, timeOrderedIds, outside) };
}

/** Record operations on behalf of something that is no dialect: the admin plane, a seed file. */
export const recordsFor =
  (core: Core, channel: string): RunRecords =>
  async (name, input) =>
    core(operations[name] as never, input, { name: channel, channel, operation: name });

/** Any operation, likewise. */
export const performerFor =
  (core: Core, channel: string): Perform =>
  async (name, operation, input) =>
    core(operation, input, { name: channel, channel, operation: name });
