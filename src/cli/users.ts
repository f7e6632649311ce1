import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Command } from 'commander';
import { addAccount, changePassword } from '../access/accounts.js';
import { Failure } from '../failure.js';
import { systemClock } from '../runtime.js';
import {
  firstLine,
  itself,
  registerAccounts,
  type AccountCommands,
  type AccountOptions,
  type OpenForAccounts,
  type Terminal,
  type Work,
} from './accounts.js';

const example = `
A password is typed twice, or is the first line of standard input.
Examples:
  $ customer-gateway users add alice --dialect m4 --group editors
  $ customer-gateway users passwd alice --dialect m4 < password.txt
  $ customer-gateway users grant alice 3134 1551 --dialect n2fe`;

async function typedTwice({ input, prompts }: Terminal): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: unseen, terminal: true, historySize: 0 });
  const typed = lines[Symbol.asyncIterator]();
  const ask = async (prompt: string): Promise<string> => {
    prompts.write(prompt);
    const line = await typed.next();
    prompts.write('\n');
    if (line.done) throw new Failure('No password was typed.');
    return line.value;
  };
  try {
    const password = await ask('Password: ');
    if ((await ask('Again: ')) !== password) throw new Failure('The two passwords differ.');
    return password;
  } finally {
    lines.close();
  }
}

const passwordFrom = (terminal: Terminal): Promise<string> =>
  terminal.input.isTTY ? typedTwice(terminal) : firstLine(terminal, 'password');

function changes({ account, perform }: AccountCommands, terminal: Terminal): void {
  account('add', 'add an account')
    .option('--group <name...>', 'the groups it belongs to')
    .action(async (name: string, options: AccountOptions) => {
      const { dialect, group: groups = [] } = options;
      const password = await passwordFrom(terminal);
      const work: Work<unknown> = (accounts) => addAccount(accounts, systemClock, { dialect, name, password, groups });
      await perform(name, options, 'added', work);
    });
  account('passwd', 'change a password and end the sessions; the old one stops working within a minute').action(
    async (name: string, options: AccountOptions) => {
      const password = await passwordFrom(terminal);
      const key = { dialect: options.dialect, name };
      await perform(name, options, 'has a new password', (accounts) =>
        changePassword(accounts, systemClock, key, password),
      );
    },
  );
}

/** Adds `users add|passwd|revoke|grant|ungrant|list` to the program. Passwords are never arguments; a refusal is a Failure. */
export function registerUsers(
  program: Command,
  open: OpenForAccounts,
  dialects: readonly string[],
  terminal: Terminal = itself,
): void {
  const users = program.command('users').description('manage the accounts that clients log in with');
  users.addHelpText('afterAll', example);
  changes(registerAccounts(users, { open, dialects, terminal }), terminal);
}
