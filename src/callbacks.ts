import { Gauge, type Registry } from 'prom-client';
import type { CallbackDesk } from './admin/callbacks.js';
import type { Config } from './config.js';
import { operations, type RunNotify } from './core/notify/operations.js';
import { swept } from './core/notify/sweep.js';
import type { Vocabulary } from './core/notify/vocabulary.js';
import type { Core } from './core/run.js';
import type { Vault } from './core/vault.js';
import type { Database } from './database.js';
import type { Dialect } from './dialect/contract.js';
import { startDeliveries, type Deliveries } from './jobs/deliveries.js';
import { createPost } from './jobs/post.js';
import type { Log } from './log.js';
import { systemClock } from './runtime.js';

/** Operations on callbacks and deliveries on behalf of something that is no dialect: the admin plane, a command. */
export const notifyFor =
  (core: Core, channel: string): RunNotify =>
  async (name, input) =>
    core(operations[name] as never, input, { name: channel, channel, operation: name });

/** What dialects that tell of events call them. */
const vocabulariesOf = (dialects: readonly Dialect[]): readonly Vocabulary[] =>
  dialects.flatMap(({ id, callbacks }) => (callbacks ? [{ dialect: id, events: callbacks.events }] : []));

/** What the admin plane needs for callbacks. */
export const callbackDesk = ({ core }: Database, dialects: readonly Dialect[]): CallbackDesk => ({
  run: notifyFor(core, 'admin'),
  vocabularies: vocabulariesOf(dialects),
});

/** Adds to the figures what waits to be delivered; they are looked up when somebody asks. */
export function watchBacklog(registry: Registry, { run }: Pick<CallbackDesk, 'run'>): void {
  const gauge = (name: string, help: string) => ({ name: `gateway_deliveries_${name}`, help, registers: [registry] });
  const dead = new Gauge(gauge('dead', 'Deliveries that were given up and not delivered again.'));
  const oldest = new Gauge(gauge('oldest_seconds', 'How long ago the oldest of what waits to be delivered happened.'));
  new Gauge({
    ...gauge('waiting', 'Deliveries that wait for their first or next try.'),
    async collect() {
      // The other figures are wanted most while the database does not answer.
      const backlog = await run('delivery.backlog', {}).catch(() => undefined);
      if (!backlog) return;
      const { waiting, dead: given, since } = backlog;
      this.set(waiting);
      dead.set(given);
      oldest.set(since === undefined ? 0 : Math.max(0, systemClock.now() - Date.parse(since)) / 1000);
    },
  });
}

interface Parts {
  readonly config: Config;
  readonly database: Database;
  readonly vault: Vault;
  readonly log: Log;
}

/** Begins to deliver what is to be told in the words of these dialects. */
export function startCallbacks({ config, database, vault, log }: Parts, dialects: readonly Dialect[]): Deliveries {
  const timeout = config.callbackTimeout * 1000;
  return startDeliveries({
    ...{ store: database.store, clock: systemClock, vault, log, timeout },
    messages: new Map(dialects.flatMap(({ id, callbacks }) => (callbacks ? [[id, callbacks.message]] : []))),
    post: createPost({ timeout, allowPrivate: config.callbackAllowPrivate }),
    attempts: config.callbackAttempts,
  });
}

/** Forgets deliveries that were finished long ago. */
export const sweepDeliveries = ({ store }: Database): Promise<void> =>
  store.change((tx) => swept(tx, systemClock.now()));
