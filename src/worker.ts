import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { startApp, type App } from './app.js';
import type { Config } from './config.js';
import type { DialectModule } from './dialect/contract.js';
import { Failure } from './failure.js';
import { createLog, type Log } from './log.js';
import { createMetrics, type Metrics } from './metrics.js';
import { pulse } from './worker-watch.js';

/** Where a worker answers; the same in all of them. */
export type Open = Pick<App, 'vendorUrl' | 'ownUrls'>;

/** What prom-client knows of a process, ready to be sent to another. */
export type Figures = readonly object[];

/** What the primary process tells a worker. */
export type Order =
  | { readonly order: 'start'; readonly config: Config; readonly slot: number }
  | { readonly order: 'figures'; readonly question: number }
  | { readonly order: 'renew' | 'stop' };

/** What a worker tells the primary process. */
export type News =
  | { readonly news: 'here' | 'alive' }
  | { readonly news: 'open'; readonly open: Open }
  | { readonly news: 'failed'; readonly message: string; readonly exitCode: number }
  | { readonly news: 'figures'; readonly question: number; readonly figures: Figures }
  | { readonly news: 'trouble' };

/** How often a worker may report trouble, in milliseconds. */
const troublePause = 250;

/** Bytes that a pipe takes as one: lines that several processes write are not mixed up. */
const pipeful = 4096;

/** Figures under the label of a worker; 0 is the primary process. */
export function labelled(slot: number): Metrics {
  const metrics = createMetrics();
  metrics.registry.setDefaultLabels({ worker: String(slot) });
  return metrics;
}

/** Each figure as it is, under its worker's label: there is nothing to add up. */
export const figuresOf = async ({ registry }: Metrics): Promise<Figures> =>
  (await registry.getMetricsAsJSON()).map((metric) => ({ ...metric, aggregator: 'sum' }));

/** Writes whole lines, as many at once as a pipe takes as one. */
function inPieces(write: (bytes: Buffer) => void): (text: string) => void {
  return (text) => {
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.length;) {
      const rest = bytes.length - from;
      const lines = rest <= pipeful ? rest : bytes.lastIndexOf('\n', from + pipeful - 1) + 1 - from;
      const line = lines > 0 ? lines : bytes.indexOf('\n', from) + 1 - from;
      const length = line > 0 ? line : rest;
      write(bytes.subarray(from, from + length));
      from += length;
    }
  };
}

/** The log as a worker has it: what all of them would say at the start is said once, and requests are counted too. */
function workersLog(log: Log, slot: number, metrics: Metrics, isOpen: () => boolean, trouble: () => void): Log {
  return {
    ...log,
    info: (message, facts) => {
      if (isOpen()) log.info(message, facts);
    },
    warn: (message, facts) => {
      if (isOpen() || slot === 1) log.warn(message, facts);
    },
    request: (what) => {
      metrics.count(what);
      if (what.fault === 'unavailable') trouble();
      log.request(what);
    },
  };
}

/** Nobody is told once the channel is closed. */
const tell = (news: News): void => void (process.connected && process.send?.(news));

/** Reports trouble, but not every time that a request meets it. */
function createAlarm(): () => void {
  let last = -troublePause;
  return () => {
    if (performance.now() - last < troublePause) return;
    last = performance.now();
    tell({ news: 'trouble' });
  };
}

/** The part of the settings that is a worker's own: records are kept through the primary's admin plane. */
const privately = (config: Config): Config => ({
  ...config,
  adminHost: '127.0.0.1',
  adminPort: 0,
  adminToken: randomBytes(32).toString('base64url'),
});

/** Serves as one of several workers: told by the primary process what, and when to stop. */
export async function serveAsWorker(modules: readonly DialectModule[]): Promise<void> {
  // What is sent before somebody listens is lost.
  const told = once(process, 'message');
  tell({ news: 'here' });
  const [first] = (await told) as [Order];
  if (first.order !== 'start') return process.disconnect();
  const { config, slot } = first;
  const metrics = labelled(slot);
  const log = createLog(
    config.logLevel,
    inPieces((bytes) => process.stdout.write(bytes)),
  );
  let opened: App | undefined;
  const isOpen = (): boolean => opened !== undefined;
  const app = startApp(privately(config), modules, workersLog(log, slot, metrics, isOpen, createAlarm()), () =>
    Promise.resolve(),
  );
  let stopping: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    await app
      .then((one) => one.stop())
      .catch((error: unknown) => log.error('stopping failed', { error: String(error) }));
    log.flush();
    process.disconnect();
  };
  const stop = (): void => void (stopping ??= end());
  const obey = (order: Order): void => {
    if (order.order === 'renew') opened?.renewTls();
    if (order.order === 'stop') stop();
    if (order.order === 'figures') {
      void figuresOf(metrics).then((figures) => tell({ news: 'figures', question: order.question, figures }));
    }
  };
  process.on('message', obey).on('SIGTERM', stop).on('SIGINT', stop);
  if (config.tlsCert !== '') process.on('SIGHUP', () => opened?.renewTls());
  try {
    opened = await app;
    setInterval(() => tell({ news: 'alive' }), pulse).unref();
    tell({ news: 'open', open: { vendorUrl: opened.vendorUrl, ownUrls: opened.ownUrls } });
  } catch (error) {
    const { message, exitCode } =
      error instanceof Failure ? error : new Failure(String((error as Error).stack ?? error));
    process.send?.({ news: 'failed', message, exitCode } satisfies News, () => process.exit(exitCode));
  }
}
