import type { Config } from './config.js';
import type { Dialect, DialectModule, Settings } from './dialect/contract.js';
import { Failure } from './failure.js';
import { createZone } from './wire/zone.js';

const demoZone = 'America/New_York';

function settingsOf(module: DialectModule, given: object = {}): Settings {
  for (const [name, value] of Object.entries(given)) {
    const fallback = module.settings[name];
    if (fallback === undefined) throw new Failure(`${module.id} has no setting ${name}.`);
    if (typeof value !== typeof fallback) throw new Failure(`${module.id}.${name} takes a ${typeof fallback}.`);
  }
  return { ...module.settings, ...given };
}

/** The dialects to serve, made from their settings. Throws a Failure for a name or setting that does not exist. */
export function createDialects(modules: readonly DialectModule[], config: Config): readonly Dialect[] {
  const known = new Set(modules.map(({ id }) => id));
  for (const id of [...config.dialects, ...config.anonymous, ...Object.keys(config.settings)]) {
    if (!known.has(id)) throw new Failure(`There is no dialect ${id}; there are ${[...known].join(', ')}.`);
  }
  const zone = createZone(config.timeZone || (config.demo ? demoZone : 'UTC'));
  return modules
    .filter(({ id }) => config.dialects.length === 0 || config.dialects.includes(id))
    .map((module) => module.create({ settings: settingsOf(module, config.settings[module.id]), zone }));
}
