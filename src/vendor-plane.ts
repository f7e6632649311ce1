import type { RequestListener } from 'node:http';
import { anonymousIn } from './admission.js';
import type { Config } from './config.js';
import type { Dialect } from './dialect/contract.js';
import { createGateway, type GatewayParts } from './dialect/gateway.js';
import { Failure } from './failure.js';
import { isLoopback, listen, type Door, type Listening } from './listen.js';
import type { Log } from './log.js';
import { placesOf, type Places } from './mounts.js';
import { createOriginOf, type OriginOf } from './proxy.js';
import { readTls, type Tls } from './tls.js';

/** How the vendor plane is reached, read from the settings before anything is opened. */
export interface Network extends Places {
  readonly tls: Tls | undefined;
  readonly originOf: OriginOf | undefined;
}

/** The vendor plane once it listens. */
export interface VendorPlane {
  readonly url: string;
  /** Where the dialects with ports of their own answer, by dialect. */
  readonly ownUrls: Readonly<Record<string, string>>;
  /** Reads certificate and key again. Files that cannot be used leave the old ones in force, and are told to the log. */
  renewTls(): void;
  drain(seconds: number): Promise<void>;
}

/** Throws a Failure in one line for a setting that cannot be followed. */
export const networkOf = (config: Config, dialects: readonly Dialect[]): Network => ({
  ...placesOf(config, dialects),
  tls: readTls(config),
  originOf: createOriginOf(config.trustedProxies),
});

/** What listens where: the shared port, then those of single dialects. */
interface Entry extends Door {
  readonly dialects: readonly Dialect[];
  readonly handler: RequestListener;
}

/** What every gateway of the vendor plane has in common. */
export type VendorParts = Omit<GatewayParts, 'sites' | 'originOf'>;

function entries(
  parts: VendorParts,
  { host, port }: Config,
  { sites, ports, tls, originOf }: Network,
): readonly Entry[] {
  const { dialects } = parts;
  const shared = { host, port, tls, dialects, handler: createGateway({ ...parts, sites, originOf }) };
  const own = ports.map(({ dialect, ...at }) => {
    const alone = { ...parts, dialects: [dialect], sites: { fallback: dialect }, originOf };
    return { ...at, tls, dialects: [dialect], handler: createGateway(alone) };
  });
  return [shared, ...own];
}

/** Listens at all of them, or at none. */
async function openAll(all: readonly Entry[], config: Config): Promise<readonly Listening[]> {
  const open: Listening[] = [];
  try {
    for (const entry of all) open.push(await listen(entry.handler, entry, config));
  } catch (error) {
    await Promise.all(open.map((one) => one.drain(0)));
    throw error;
  }
  return open;
}

function warnOfPlainText(all: readonly Entry[], open: readonly Listening[], config: Config, log: Log): void {
  const anonymous = anonymousIn(config);
  all.forEach(({ host, tls, dialects }, at) => {
    const asking = dialects.filter(({ id }) => !anonymous.has(id)).map(({ id }) => id);
    if (tls || config.trustedProxies.length > 0 || isLoopback(host) || asking.length === 0) return;
    log.warn(`credentials reach ${open[at]?.url} in plain text, without TLS or a trusted proxy`, { dialects: asking });
  });
}

function renew(open: readonly Listening[], config: Config, log: Log): void {
  try {
    const tls = readTls(config);
    if (!tls) return;
    for (const one of open) one.secure(tls);
    log.info('TLS certificate and key read again');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    log.error(`${error.message} The old certificate stays in use.`);
  }
}

/** Opens every port of the vendor plane. Throws a Failure when one of them cannot be had. */
export async function openVendorPlane(
  parts: VendorParts,
  config: Config,
  network: Network,
  log: Log,
): Promise<VendorPlane> {
  const all = entries(parts, config, network);
  const open = await openAll(all, config);
  warnOfPlainText(all, open, config, log);
  const [shared, ...own] = open;
  const urls = network.ports.map(({ dialect }, at) => [dialect.id, own[at]?.url ?? ''] as const);
  return {
    url: shared?.url ?? '',
    ownUrls: Object.fromEntries(urls),
    renewTls: () => renew(open, config, log),
    drain: async (seconds) => void (await Promise.all(open.map((one) => one.drain(seconds)))),
  };
}
