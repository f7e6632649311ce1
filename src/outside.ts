import type { Config } from './config.js';
import type { Outside } from './core/outside.js';
import { demoKeys } from './vault/demo-keys.js';
import { keyRing } from './vault/keys.js';
import { createVault, type RotatingVault } from './vault/vault.js';

/** The vault of the keys in the settings; a demo without any makes its own with its first secret. Throws a Failure. */
export function vaultOf({ encryptionKeys, demo, database }: Pick<Config, 'encryptionKeys' | 'demo' | 'database'>) {
  const ring = keyRing(encryptionKeys);
  return createVault(() => ring ?? (demo ? keyRing(demoKeys(database)) : undefined));
}

/** The settings for several processes: the key of a demo without a file to keep it in is made here, for all of them. */
export function withSharedKeys(config: Config): Config {
  const wanting = config.demo && config.encryptionKeys === '' && !config.database.startsWith('sqlite:');
  return wanting ? { ...config, encryptionKeys: demoKeys(config.database) } : config;
}

/** What procedures can turn to, as the settings have it. Throws a Failure in one line for a setting that cannot be. */
export const outsideOf = (config: Config): Outside & { readonly vault: RotatingVault } => ({ vault: vaultOf(config) });
