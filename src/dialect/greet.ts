import type { Dialect } from './contract.js';
import { createRouter, type Below, type Match } from './router.js';

/** Where dialects answer besides their native paths. */
export interface Sites {
  /** Names, as `hostNameOf` writes them, at which one dialect answers and no other. */
  readonly hosts?: ReadonlyMap<string, Dialect>;
  /** Prefixes that one dialect's native paths follow. */
  readonly below?: Below;
  /** Whose words a path fails in that belongs to nobody; without one it fails without words. */
  readonly fallback?: Dialect;
}

/** What picks the dialect of a request. */
interface Asked {
  readonly host: string | undefined;
  readonly path: string;
}

/** A host's name in one spelling: lower case, without port and final dot. */
export const hostNameOf = (host: string): string => host.toLowerCase().replace(/\.?(?::\d*)?$/, '');

/** Finds the place a request asks for: its host name comes first, then prefix and path. */
export function createGreeting(dialects: readonly Dialect[], sites: Sites = {}): (asked: Asked) => Match | undefined {
  const shared = createRouter(dialects, sites);
  const alone = [...(sites.hosts ?? [])].map(
    ([name, fallback]) => [name, createRouter([fallback], { fallback })] as const,
  );
  if (alone.length === 0) return ({ path }) => shared(path);
  const hosts = new Map(alone);
  return ({ host = '', path }) => (hosts.get(hostNameOf(host)) ?? shared)(path);
}
