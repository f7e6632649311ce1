import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { AggregatorRegistry, Registry } from 'prom-client';
import { openAdminPlane } from './admin-plane.js';
import { createAdmission } from './admission.js';
import type { App } from './app.js';
import { callbackDesk, watchBacklog } from './callbacks.js';
import type { Config } from './config.js';
import { openReady, performerFor, recordsFor, type Database } from './database.js';
import { prepareDemo } from './demo.js';
import type { Dialect, DialectModule } from './dialect/contract.js';
import { createDialects } from './dialects.js';
import { Failure } from './failure.js';
import { watchHealth, type Health } from './health.js';
import type { Listening } from './listen.js';
import type { Log } from './log.js';
import { outsideOf, withSharedKeys } from './outside.js';
import { networkOf } from './vendor-plane.js';
import { figuresOf, labelled, type Figures, type News, type Open, type Order } from './worker.js';
import { watchWorkers } from './worker-watch.js';

/** The pause before a worker is replaced doubles with each early death; what no early one is. Milliseconds. */
const pause = { shortest: 250, longest: 30_000 };
const longLife = 60_000;

/** How long a scrape waits for figures, and the end for a worker that does not end by itself. Milliseconds. */
const figuresWait = 1000;
const endWait = 5000;

interface Slot {
  readonly number: number;
  worker?: Worker | undefined;
  /** Where it answers, from when it does. */
  open?: Open | undefined;
  /** Why it could not start. */
  failed?: Failure | undefined;
  born: number;
  heard: number;
  /** How often in a row it has died early. */
  deaths: number;
  timer?: NodeJS.Timeout;
}

const newSlot = (_: unknown, at: number): Slot => ({ number: at + 1, born: 0, heard: 0, deaths: 0 });

/** With a callback, a channel that has just closed is no error: the exit tells. */
const give = ({ worker }: Slot, order: Order): void => {
  if (worker?.isConnected()) worker.send(order, () => undefined);
};

/** The pause before the next worker takes the place of one that has just died. */
function pauseAfter(slot: Slot): number {
  if (performance.now() - slot.born > longLife) slot.deaths = 0;
  slot.deaths += 1;
  return Math.min(pause.longest, pause.shortest * 2 ** (slot.deaths - 1));
}

/** Puts a new process into a slot; what it says, and how it ended. */
function fork(slot: Slot, hear: (slot: Slot, news: News) => void, gone: (slot: Slot, how: string) => void): void {
  const worker = cluster.fork();
  Object.assign(slot, { worker, born: performance.now() });
  worker.on('message', (news: News) => hear(slot, news));
  worker.once('exit', (code: number | null, signal: string | null) => gone(slot, signal ?? `exit code ${code}`));
}

/** Ends a worker that cannot be asked to. */
function end({ number, worker }: Slot, log: Log): void {
  log.error('worker does not answer', { worker: number });
  worker?.process.kill('SIGKILL');
}

/** Ends a worker: by itself if it can, in the end without being asked. */
async function dismiss(slot: Slot, milliseconds: number): Promise<void> {
  clearTimeout(slot.timer);
  const { worker } = slot;
  if (!worker) return;
  const gone = once(worker, 'exit');
  give(slot, { order: 'stop' });
  const force = setTimeout(() => worker.process.kill('SIGKILL'), milliseconds);
  await gone;
  clearTimeout(force);
}

/** Asks all workers for their figures, and goes without those of one that does not answer in time. */
function createPoll(slots: readonly Slot[]) {
  const waiting = new Map<number, (figures: Figures) => void>();
  let questions = 0;
  const ask = (): Promise<readonly Figures[]> =>
    new Promise((resolve) => {
      const open = slots.filter((slot) => slot.open);
      const question = ++questions;
      const found: Figures[] = [];
      const done = (): void => {
        clearTimeout(timer);
        waiting.delete(question);
        resolve(found);
      };
      const timer = setTimeout(done, figuresWait);
      waiting.set(question, (figures) => {
        if (found.push(figures) === open.length) done();
      });
      for (const slot of open) give(slot, { order: 'figures', question });
      if (open.length === 0) done();
    });
  return { ask, answer: (question: number, figures: Figures) => waiting.get(question)?.(figures) };
}

/** The workers of this process. */
interface Crew {
  /** Starts them all; where they answer. Throws a Failure when one of them cannot start. */
  start(): Promise<Open>;
  /** Whether all of them answer. */
  complete(): boolean;
  figures(): Promise<readonly Figures[]>;
  renew(): void;
  stop(): Promise<void>;
}

/** So many workers, each replaced when it dies: after a pause, which grows as long as it dies early. */
function createCrew(config: Config, log: Log, trouble: () => void): Crew {
  const slots = Array.from({ length: config.workers }, newSlot);
  const poll = createPoll(slots);
  const complete = (): boolean => slots.every(({ open }) => open);
  let started: ((outcome: Open | Failure) => void) | undefined;
  let stopping = false;

  const hear = (slot: Slot, news: News): void => {
    slot.heard = performance.now();
    if (news.news === 'here') give(slot, stopping ? { order: 'stop' } : { order: 'start', config, slot: slot.number });
    if (news.news === 'trouble') trouble();
    if (news.news === 'figures') poll.answer(news.question, news.figures);
    if (news.news === 'failed') slot.failed = new Failure(news.message, news.exitCode);
    if (news.news !== 'open') return;
    slot.open = news.open;
    if (!started) log.info('worker ready', { worker: slot.number });
    else if (complete()) started(news.open);
  };
  const gone = (slot: Slot, how: string): void => {
    const { failed } = slot;
    slot.worker = slot.open = slot.failed = undefined;
    if (stopping) return;
    if (started) return started(failed ?? new Failure(`A worker ended before it was ready: ${how}.`));
    const milliseconds = pauseAfter(slot);
    log.error('worker ended', { worker: slot.number, how, reason: failed?.message, replacedIn: milliseconds });
    slot.timer = setTimeout(() => hire(slot), milliseconds);
  };
  const hire = (slot: Slot): void => fork(slot, hear, gone);
  const start = async (): Promise<Open> => {
    const outcome = new Promise<Open | Failure>((resolve) => (started = resolve));
    slots.forEach(hire);
    const open = await outcome;
    started = undefined;
    if (open instanceof Failure) throw open;
    return open;
  };
  const endWatch = watchWorkers(slots, (slot) => end(slot, log));
  return {
    start,
    complete,
    figures: poll.ask,
    renew: () => slots.forEach((slot) => give(slot, { order: 'renew' })),
    stop: async () => {
      stopping = true;
      endWatch();
      await Promise.all(slots.map((slot) => dismiss(slot, (config.drainDelay + config.drainTimeout) * 1000 + endWait)));
    },
  };
}

interface Office {
  readonly config: Config;
  readonly database: Database;
  readonly dialects: readonly Dialect[];
  readonly health: Health;
  readonly crew: Crew;
  readonly log: Log;
  readonly draining: () => boolean;
}

/** The admin plane of all workers together, in the process that serves no vendor. */
function adminPlane(office: Office): Promise<Listening> {
  const { config, database, health, crew, log, draining } = office;
  const own = labelled(0);
  const callbacks = callbackDesk(database, office.dialects);
  watchBacklog(own.registry, callbacks);
  const metrics = async (): Promise<string> =>
    AggregatorRegistry.aggregate([await figuresOf(own), ...(await crew.figures())]).metrics();
  return openAdminPlane(config, {
    run: recordsFor(database.core, 'admin'),
    perform: performerFor(database.core, 'admin'),
    callbacks,
    ready: () => crew.complete(),
    well: () => health.well(),
    draining,
    metrics: Object.assign(new Registry(), { metrics }),
    log,
  });
}

/** What can be said before any worker is started, so that it is said once and in one line. */
async function checked(
  config: Config,
  modules: readonly DialectModule[],
): Promise<Pick<Office, 'database' | 'dialects'>> {
  if (config.database === 'sqlite::memory:') {
    throw new Failure('--workers takes a file or PostgreSQL: each worker would have a sqlite::memory: of its own.');
  }
  const dialects = createDialects(modules, config);
  networkOf(config, dialects);
  const database = await openReady(config.database, await outsideOf(config));
  await createAdmission(config, dialects, database.engine).catch(async (error: unknown) => {
    await database.engine.close();
    throw error;
  });
  return { database, dialects };
}

/**
 * Starts the gateway as so many processes that share its ports. This process prepares the database, watches it, and has
 * the admin plane; it serves no vendor. Throws a Failure in one line for anything the operator can mend.
 */
export async function startWorkers(given: Config, modules: readonly DialectModule[], log: Log): Promise<App> {
  const config = withSharedKeys(given);
  const { database, dialects } = await checked(config, modules);
  const health = watchHealth(database.store, log);
  const crew = createCrew(config, log, () => health.trouble(new Error('a worker was not answered')));
  let draining = false;
  let admin: Listening | undefined;
  const stop = async (): Promise<void> => {
    draining = true;
    await crew.stop();
    await admin?.drain(1);
    health.stop();
    await database.engine.close();
  };
  try {
    await prepareDemo(config, database, log);
    admin = await adminPlane({ config, database, dialects, health, crew, log, draining: () => draining });
    const open = await crew.start();
    log.info(`vendor plane listening on ${open.vendorUrl}`, { workers: config.workers });
    for (const [id, url] of Object.entries(open.ownUrls)) log.info(`${id} listening on ${url}`);
    log.info(`admin plane listening on ${admin.url}`);
    return { ...open, adminUrl: admin.url, renewTls: () => crew.renew(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
