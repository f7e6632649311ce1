import { notifyFor } from '../../src/callbacks.js';
import type { CustomerStatus } from '../../src/core/customers/model.js';
import { operations } from '../../src/core/operations.js';
import { closedVault } from '../../src/core/vault.js';
import { startDeliveries, type Deliveries } from '../../src/jobs/deliveries.js';
import { createPost } from '../../src/jobs/post.js';
import type { DeliveryParts } from '../../src/jobs/deliveries.js';
import { openDatabase } from '../../src/store/open.js';
import { createBench, type Bench } from '../records/harness.js';
import { databases } from '../support/databases.js';
import { callbacks } from './herald.js';

const actor = { name: 'tester', channel: 'herald', operation: 'test.run' };

/** Waits until something is so; fails after some seconds. */
export async function until(what: () => unknown, seconds = 10): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await what())) {
    if (performance.now() > end) throw new Error(`not so after ${seconds} s: ${what.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

type Changes = Partial<Omit<DeliveryParts, 'store'>>;

/** A database, the core over it, and as many processes that deliver as a test wants; time passes when it is told to. */
export interface House {
  readonly bench: Bench;
  readonly run: ReturnType<typeof notifyFor>;
  /** What the deliveries have told the log. */
  readonly lines: readonly object[];
  pass(milliseconds: number): string;
  register(url: string, events?: readonly (keyof typeof callbacks.events)[]): Promise<number>;
  change(id: number, status: CustomerStatus): Promise<unknown>;
  /** Another process that delivers, over a connection of its own. */
  deliver(changes?: Changes): Promise<Deliveries>;
  close(): Promise<void>;
}

/** Opens one with these customers, nobody being told of anything. */
export async function openHouse(kind: keyof typeof databases, customers: readonly number[]): Promise<House> {
  const database = await databases[kind]();
  const bench = await createBench(await openDatabase(database.url));
  const run = notifyFor(bench.core, 'test');
  const lines: object[] = [];
  const started: Deliveries[] = [];
  const others: Bench[] = [];
  const noted = (message: string, facts?: object): void => void lines.push({ message, ...facts });
  for (const id of customers) await bench.run('record.create', { kind: 'customers', record: { id, name: `C${id}` } });
  const clock = { now: () => Date.parse(bench.clock.at) };
  return {
    bench,
    run,
    lines,
    pass: (milliseconds) => (bench.clock.at = new Date(clock.now() + milliseconds).toISOString()),
    register: async (url, events = ['customer-updated']) =>
      (await run('callback.register', { dialect: 'herald', url, events })).id,
    change: async (id, status) => bench.core(operations['customer.change-status'], { id, status }, actor),
    deliver: async (changes) => {
      const other = await createBench(await openDatabase(database.url));
      others.push(other);
      const post = createPost({ timeout: 5000, allowPrivate: true });
      const messages = new Map([['herald', callbacks.message]]);
      const parts = { clock, messages, post, vault: closedVault, attempts: 5, timeout: 5000 };
      const log = { warn: noted, error: noted };
      const deliveries = startDeliveries({ ...parts, log, store: other.store, ...changes });
      started.push(deliveries);
      return deliveries;
    },
    close: async () => {
      await Promise.all(started.map((one) => one.stop(0)));
      await Promise.all(others.map((one) => one.close()));
      await bench.close();
      await database.drop();
    },
  };
}
