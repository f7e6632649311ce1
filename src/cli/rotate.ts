import type { Command } from 'commander';
import { Failure } from '../failure.js';
import { rotate, type Rotated, type SealedTexts } from '../vault/rotate.js';
import type { RotatingVault } from '../vault/vault.js';
import { withDatabase } from './settings.js';

/** A database whose secrets can be sealed anew, and the keys in the settings. */
export interface OpenSecrets {
  readonly texts: SealedTexts;
  readonly vault: RotatingVault;
  close(): Promise<void>;
}

/** Opens the database at a URL, or the one in the settings. Throws a Failure where the settings have no keys. */
export type OpenForRotation = (database: string | undefined) => Promise<OpenSecrets>;

const line = ({ table, moved, current, unreadable }: Rotated): string =>
  `${table}: ${moved} sealed anew, ${current} under the current key already, ${unreadable.length} unreadable\n`;

/** What is told of secrets that stayed as they were; the exit code says so, too. */
function refuseUnreadable(rotated: readonly Rotated[]): void {
  const lost = rotated.filter(({ unreadable }) => unreadable.length > 0);
  if (lost.length === 0) return;
  const where = lost.map(({ table, unreadable }) => `${table} ${unreadable.slice(0, 10).join(', ')}`).join('; ');
  throw new Failure(`Not all secrets open with GATEWAY_ENCRYPTION_KEYS: ${where}. They were left as they are.`);
}

/** Adds `rotate` to a group of commands: seals every secret in the database under the current key. */
export function registerRotate(keys: Command, open: OpenForRotation): void {
  withDatabase(keys.command('rotate'))
    .description('seal every secret in the database under the first key of GATEWAY_ENCRYPTION_KEYS')
    .action(async ({ database }: { readonly database?: string }, command: Command) => {
      const secrets = await open(database);
      try {
        const rotated = await rotate(secrets.texts, secrets.vault);
        command.configureOutput().writeOut?.(rotated.map(line).join(''));
        refuseUnreadable(rotated);
      } finally {
        await secrets.close();
      }
    });
}
