import { setTimeout as sleep } from 'node:timers/promises';
import type { Access } from './access/access.js';
import { openAdminPlane } from './admin-plane.js';
import { createAdmission } from './admission.js';
import { callbackDesk, startCallbacks, sweepDeliveries, watchBacklog } from './callbacks.js';
import type { Config } from './config.js';
import { operations } from './core/operations.js';
import { Fault } from './core/fault.js';
import type { Outside } from './core/outside.js';
import type { Core } from './core/run.js';
import type { Vault } from './core/vault.js';
import { checkSchedule, startDailyJobs } from './daily-jobs.js';
import { openReady, performerFor, recordsFor, type Database } from './database.js';
import { prepareDemo } from './demo.js';
import type { Dialect, DialectModule, Run } from './dialect/contract.js';
import { createDialects } from './dialects.js';
import { watchHealth, type Health } from './health.js';
import { startSweep } from './jobs/sweep.js';
import type { Listening } from './listen.js';
import type { Log } from './log.js';
import { startMailing } from './mail.js';
import { createMetrics, type Metrics } from './metrics.js';
import { outsideOf } from './outside.js';
import { networkOf, openVendorPlane, type Network, type VendorParts, type VendorPlane } from './vendor-plane.js';

/** A gateway that answers. */
export interface App {
  readonly vendorUrl: string;
  /** Where the dialects with ports of their own answer, by dialect. */
  readonly ownUrls: Readonly<Record<string, string>>;
  readonly adminUrl: string;
  /** Reads the TLS certificate and key again, if there are any; what cannot be used is told to the log only. */
  renewTls(): void;
  /** Answers what is open, refuses what is new, closes the database. */
  stop(): Promise<void>;
}

interface State {
  ready: boolean;
  draining: boolean;
}

interface Parts {
  readonly config: Config;
  readonly database: Database;
  readonly outside: Outside;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly state: State;
  readonly health: Health;
  readonly vault: Vault;
}

/** Runs core operations for a dialect: the caller and the dialect sign the events. */
const runFor =
  (core: Core) =>
  ({ id: channel }: Dialect): Run =>
  (name, input, { caller }) =>
    core(operations[name] as never, input, { name: caller.name, channel, operation: name }, caller.customers);

function vendorParts(parts: Parts, dialects: readonly Dialect[], access: Access): VendorParts {
  const { config, database, metrics, log, state } = parts;
  return {
    dialects,
    arrived: database.engine.arrived,
    admit: (dialect, credentials, address) => access.admit(dialect, credentials, address),
    run: runFor(database.core),
    access: ({ id }) => ({
      begin: ({ address }, login) => access.begin(id, login, address),
      end: (_call, session) => access.end(session),
    }),
    bodyLimit: config.bodyLimit,
    draining: () => state.draining,
    answered: (what) => {
      metrics.count(what);
      log.request(what);
    },
    failed: (error, id) => {
      if (error instanceof Fault) parts.health.trouble(error.cause);
      else log.error('failed', { id, error: error instanceof Error ? error.stack : String(error) });
    },
  };
}

function adminPlane(parts: Parts, dialects: readonly Dialect[]): Promise<Listening> {
  const { config, database, metrics, log, state, health } = parts;
  const callbacks = callbackDesk(database, dialects);
  watchBacklog(metrics.registry, callbacks);
  return openAdminPlane(config, {
    run: recordsFor(database.core, 'admin'),
    perform: performerFor(database.core, 'admin'),
    callbacks,
    ready: () => state.ready,
    well: () => health.well(),
    draining: () => state.draining,
    metrics: metrics.registry,
    log,
  });
}

function announce(log: Log, dialects: readonly Dialect[], vendor: VendorPlane, admin: Listening): void {
  log.info(`vendor plane listening on ${vendor.url}`, { dialects: dialects.map(({ id }) => id) });
  for (const [id, url] of Object.entries(vendor.ownUrls)) log.info(`${id} listening on ${url}`);
  log.info(`admin plane listening on ${admin.url}`);
}

async function serve(parts: Parts, dialects: readonly Dialect[], network: Network): Promise<App> {
  const { config, database, outside, log, state } = parts;
  const access = await createAdmission(config, dialects, database.engine);
  const vendor = await openVendorPlane(vendorParts(parts, dialects, access), config, network, log);
  const admin = await adminPlane(parts, dialects).catch(async (error: unknown) => {
    await vendor.drain(0);
    throw error;
  });
  const deliveries = startCallbacks(parts, dialects);
  const stopSweep = startSweep([() => access.sweep(), () => sweepDeliveries(database)], log);
  const stopJobs = startDailyJobs(config, database, outside, log);
  const mailing = startMailing(config, database, log);
  state.ready = true;
  announce(log, dialects, vendor, admin);
  return {
    vendorUrl: vendor.url,
    ownUrls: vendor.ownUrls,
    adminUrl: admin.url,
    renewTls: () => vendor.renewTls(),
    stop: async () => {
      state.draining = true;
      // Time for a proxy to see that, and to send what is new elsewhere.
      if (config.drainDelay > 0) await sleep(config.drainDelay * 1000);
      const patience = config.drainTimeout * 1000;
      const delivered = Promise.all([deliveries.stop(patience), mailing.stop(patience)]);
      await vendor.drain(config.drainTimeout);
      await delivered;
      await admin.drain(1);
      parts.health.stop();
      stopSweep();
      await stopJobs();
      await database.engine.close();
    },
  };
}

/** What is done with the database before anybody is served. */
export type Prepare = (config: Config, database: Database, log: Log) => Promise<void>;

/** Starts the gateway. Throws a Failure in one line for anything the operator can mend. */
export async function startApp(
  config: Config,
  modules: readonly DialectModule[],
  log: Log,
  prepare: Prepare = prepareDemo,
): Promise<App> {
  const dialects = createDialects(modules, config);
  const network = networkOf(config, dialects);
  await checkSchedule(config);
  const outside = await outsideOf(config, log);
  const database = await openReady(config.database, outside);
  const state = { ready: false, draining: false };
  const health = watchHealth(database.store, log);
  try {
    await prepare(config, database, log);
    const parts = { config, database, outside, metrics: createMetrics(), log, state, health, vault: outside.vault };
    return await serve(parts, dialects, network);
  } catch (error) {
    health.stop();
    await database.engine.close();
    throw error;
  }
}
