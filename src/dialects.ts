import type { Config } from './config.js';
import type { Dialect, DialectModule, Settings } from './dialect/contract.js';
import { Failure } from './failure.js';
import { systemClock } from './runtime.js';
import { createZone, type Zone } from './wire/zone.js';

const demoZone = 'America/New_York';

/** The zone of dates that carry none, where a dialect has no other. */
export const zoneNameOf = ({ timeZone, demo }: Pick<Config, 'timeZone' | 'demo'>): string =>
  timeZone || (demo ? demoZone : 'UTC');

function settingsOf({ id, settings, choices = {} }: DialectModule, given: unknown = {}): Settings {
  if (typeof given !== 'object' || given === null) throw new Failure(`The settings of ${id} must be a JSON object.`);
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(settings, name)) throw new Failure(`${id} has no setting ${name}.`);
    const type = typeof settings[name];
    if (typeof value !== type) throw new Failure(`${id}.${name} takes a ${type}.`);
    // Every number among them is a bound.
    if (type === 'number' && !(Number.isSafeInteger(value) && value > 0)) {
      throw new Failure(`${id}.${name} takes a whole number above 0.`);
    }
    const among = choices[name];
    if (among && !among.includes(value as never)) {
      throw new Failure(`${id}.${name} is one of ${among.join(', ')}, not ${String(value)}.`);
    }
  }
  return { ...settings, ...given };
}

function zoneOf(name: unknown): Zone {
  try {
    return createZone(String(name));
  } catch (error) {
    throw new Failure((error as Error).message);
  }
}

/** The dialects to serve, made from their settings. Throws a Failure for a name or setting that does not exist. */
export function createDialects(modules: readonly DialectModule[], config: Config): readonly Dialect[] {
  const known = new Set(modules.map(({ id }) => id));
  const named = [config.settings, config.mounts, config.timeZones].flatMap((byDialect) => Object.keys(byDialect));
  for (const id of [...config.dialects, ...config.anonymous, ...named]) {
    if (!known.has(id)) throw new Failure(`There is no dialect ${id}; there are ${[...known].join(', ')}.`);
  }
  const shared = zoneOf(zoneNameOf(config));
  const zones = new Map(Object.entries(config.timeZones).map(([id, name]) => [id, zoneOf(name)]));
  return modules
    .filter(({ id }) => config.dialects.length === 0 || config.dialects.includes(id))
    .map((module) => {
      const settings = settingsOf(module, config.settings[module.id]);
      return module.create({ settings, clock: systemClock, zone: zones.get(module.id) ?? shared });
    });
}
