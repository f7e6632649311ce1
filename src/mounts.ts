import type { Config } from './config.js';
import type { Dialect } from './dialect/contract.js';
import { hostNameOf, type Sites } from './dialect/greet.js';
import { patternsOf, type Below } from './dialect/router.js';
import { Failure } from './failure.js';
import type { Mounts } from './mount-settings.js';

/** A port at which one dialect answers, and no other. */
export interface OwnPort {
  readonly dialect: Dialect;
  readonly host: string;
  readonly port: number;
}

/** Where dialects answer besides their native paths: sites of the shared port, and ports of their own. */
export interface Places {
  readonly sites: Sites;
  readonly ports: readonly OwnPort[];
}

type Settings = Pick<Config, 'host' | 'port' | 'adminHost' | 'adminPort'> & { readonly mounts: Mounts };

/** The addresses at which the vendor plane listens. */
export const vendorHosts = ({ host, mounts }: Pick<Settings, 'host' | 'mounts'>): readonly string[] => [
  host,
  ...Object.values(mounts).flatMap((mount) => (mount.port === undefined ? [] : [mount.host ?? host])),
];

/** Which dialect has what, where no two may have the same; a Failure where they do. */
function owners(what: string, dialects: readonly Dialect[], of: (id: string) => string | undefined) {
  const found = new Map<string, Dialect>();
  for (const dialect of dialects) {
    const value = of(dialect.id);
    if (value === undefined) continue;
    const other = found.get(value);
    if (other) throw new Failure(`${other.id} and ${dialect.id} cannot both have the ${what} ${value}.`);
    found.set(value, dialect);
  }
  return found;
}

function ownPorts(settings: Settings, dialects: readonly Dialect[]): readonly OwnPort[] {
  const taken = new Map([
    [`${settings.host}:${settings.port}`, 'the vendor plane'],
    [`${settings.adminHost}:${settings.adminPort}`, 'the admin plane'],
  ]);
  return dialects.flatMap((dialect) => {
    const { port, host = settings.host } = settings.mounts[dialect.id] ?? {};
    if (port === undefined) return [];
    const place = `${host}:${port}`;
    const other = port === 0 ? undefined : taken.get(place);
    if (other !== undefined) throw new Failure(`${dialect.id} cannot have the port ${place}: ${other} has it.`);
    taken.set(place, dialect.id);
    return [{ dialect, host, port }];
  });
}

/** Whether a prefix and a pattern can be told apart by no segment that both have, whatever the letter case. */
function collide(prefix: string, pattern: string): boolean {
  const segments = pattern.toLowerCase().split('/');
  return prefix
    .toLowerCase()
    .split('/')
    .every((segment, at) => {
      const other = segments[at];
      return other === undefined || other === segment || other.startsWith('{');
    });
}

function checkPrefix(prefix: string, owner: Dialect, dialects: readonly Dialect[], below: Below): void {
  const patterns = dialects.flatMap((dialect) => patternsOf(dialect).map((pattern) => [pattern, dialect] as const));
  const others = [...below].filter(([, dialect]) => dialect !== owner);
  for (const [pattern, { id }] of [...patterns, ...others]) {
    if (collide(prefix, pattern)) {
      throw new Failure(`The prefix ${prefix} of ${owner.id} collides with ${pattern} of ${id}.`);
    }
  }
}

/** Where the dialects answer by their mounts. Throws a Failure where two of them would answer at one place. */
export function placesOf(settings: Settings, dialects: readonly Dialect[]): Places {
  const { mounts } = settings;
  const ports = ownPorts(settings, dialects);
  const hosts = owners('host name', dialects, (id) => {
    const name = mounts[id]?.hostName;
    return name === undefined ? undefined : hostNameOf(name);
  });
  const below = owners('prefix', dialects, (id) => mounts[id]?.prefix);
  for (const [prefix, dialect] of below) checkPrefix(prefix, dialect, dialects, below);
  return { sites: { hosts, below }, ports };
}
