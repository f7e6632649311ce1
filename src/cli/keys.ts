import type { Command } from 'commander';
import { addKey } from '../access/accounts.js';
import { newKey } from '../access/keys.js';
import { systemClock } from '../runtime.js';
import {
  firstLine,
  itself,
  registerAccounts,
  type AccountOptions,
  type OpenForAccounts,
  type Terminal,
} from './accounts.js';

const example = `
A new key is shown once, when it is made; only a hash of it is kept, under GATEWAY_KEY_PEPPER.
Examples:
  $ customer-gateway keys add shop --dialect customer-main
  $ customer-gateway keys add old-shop --dialect customer-main --key-stdin < key.txt
  $ customer-gateway keys revoke shop --dialect customer-main
  $ customer-gateway keys rotate`;

/** What the commands about keys need. */
export interface KeyParts {
  readonly open: OpenForAccounts;
  /** The dialects whose clients have keys. */
  readonly dialects: readonly string[];
  /** The secret under which keys are hashed. Throws a Failure where there is none. */
  readonly pepper: () => string;
  readonly terminal?: Terminal;
}

interface Options extends AccountOptions {
  readonly keyStdin?: boolean;
}

/**
 * Adds `keys add|revoke|grant|ungrant|list` to the program, and answers the group. Keys are never arguments; a refusal is
 * a Failure.
 */
export function registerKeys(program: Command, { open, dialects, pepper, terminal = itself }: KeyParts): Command {
  const keys = program
    .command('keys')
    .description('manage the keys that clients put into their URLs, and those that secrets are kept under');
  keys.addHelpText('afterAll', example);
  const { account, perform } = registerAccounts(keys, { open, dialects, terminal });
  account('add', 'add a key, under a name for it')
    .option('--key-stdin', 'a key that clients have already: the first line of standard input')
    .action(async (name: string, options: Options) => {
      const secret = pepper();
      const brought = options.keyStdin === true;
      const key = brought ? await firstLine(terminal, 'key') : newKey();
      await perform(name, options, brought ? 'added' : `added, with the key ${key}`, (accounts) =>
        addKey(accounts, systemClock, { dialect: options.dialect, name, key, pepper: secret }),
      );
    });
  return keys;
}
