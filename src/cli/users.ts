import { createInterface } from 'node:readline/promises';
import { Writable, type Readable } from 'node:stream';
import type { Command } from 'commander';
import { addAccount, changePassword, listAccounts, revokeAccount, type ShownAccount } from '../access/accounts.js';
import type { Accounts } from '../access/ports.js';
import { Fault, type Problem } from '../core/fault.js';
import { Failure } from '../failure.js';
import { systemClock } from '../runtime.js';

/** A database that is ready for logins. */
export interface OpenAccounts {
  readonly accounts: Accounts;
  close(): Promise<void>;
}

/** Where the commands read a password and what they print on; the process's own streams unless given. */
export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
  readonly prompts: Writable;
}

interface Options {
  readonly dialect: string;
  readonly group?: readonly string[];
  readonly database?: string;
}

const example = `
A password is typed twice, or is the first line of standard input.
Examples:
  $ customer-gateway users add alice --dialect m4 --group editors
  $ customer-gateway users passwd alice --dialect m4 < password.txt`;

const itself: Terminal = { input: process.stdin, output: process.stdout, prompts: process.stderr };

async function firstLine({ input }: Terminal): Promise<string> {
  for await (const line of createInterface({ input })) return line;
  throw new Failure('There is no password on standard input.');
}

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
  terminal.input.isTTY ? typedTwice(terminal) : firstLine(terminal);

function told({ member, rule, limit }: Problem): string {
  const what = { name: 'The name', groups: 'A group', password: 'The password' }[member] ?? member;
  if (rule === 'minLength') return `${what} must have at least ${limit} character${limit === 1 ? '' : 's'}.`;
  if (rule === 'maxLength') return `${what} must have at most ${limit} characters.`;
  return `${what} must not contain ${member === 'name' ? 'a colon or ' : ''}control characters.`;
}

function failure(error: unknown, name: string, dialect: string): unknown {
  if (!(error instanceof Fault)) return error;
  if (error.code === 'id-taken') return new Failure(`${dialect} has an account ${name} already.`);
  if (error.code === 'record-unknown') return new Failure(`${dialect} has no account ${name}.`);
  return error.code === 'invalid' ? new Failure((error.details.problems ?? []).map(told).join(' ')) : error;
}

function table(accounts: readonly ShownAccount[]): string {
  const rows = accounts.map(({ dialect, name, groups, createdAt }) => [dialect, name, groups.join(','), createdAt]);
  const all = [['DIALECT', 'NAME', 'GROUPS', 'CREATED'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return all.map((row) => `${line(row)}\n`).join('');
}

/** Opens the database at a URL, or the one in the settings. */
export type OpenForUsers = (databaseUrl?: string) => Promise<OpenAccounts>;

type Work<T> = (accounts: Accounts) => Promise<T>;

async function within<T>(open: OpenForUsers, database: string | undefined, work: Work<T>): Promise<T> {
  const opened = await open(database);
  try {
    return await work(opened.accounts);
  } finally {
    await opened.close();
  }
}

/** Does one thing to one account, and says so. */
type Perform = (name: string, options: Options, done: string, work: Work<unknown>) => Promise<void>;

function createPerform(open: OpenForUsers, { output }: Terminal): Perform {
  return async (name, { database, dialect }, done, work) => {
    await within(open, database, work).catch((error: unknown) => {
      throw failure(error, name, dialect);
    });
    output.write(`${dialect}: ${name} ${done}\n`);
  };
}

function changes(account: (verb: string, description: string) => Command, perform: Perform, terminal: Terminal): void {
  account('add', 'add an account')
    .option('--group <name...>', 'the groups it belongs to')
    .action(async (name: string, options: Options) => {
      const { dialect, group: groups = [] } = options;
      const password = await passwordFrom(terminal);
      const work: Work<unknown> = (accounts) => addAccount(accounts, systemClock, { dialect, name, password, groups });
      await perform(name, options, 'added', work);
    });
  account('passwd', 'change a password; the old one stops working within a minute').action(
    async (name: string, options: Options) => {
      const password = await passwordFrom(terminal);
      const key = { dialect: options.dialect, name };
      await perform(name, options, 'has a new password', (accounts) => changePassword(accounts, key, password));
    },
  );
  account('revoke', 'end an account, within a minute').action(async (name: string, options: Options) => {
    const key = { dialect: options.dialect, name };
    await perform(name, options, 'revoked', (accounts) => revokeAccount(accounts, systemClock, key));
  });
}

function among(dialects: readonly string[]): (dialect: string) => string {
  return (dialect) => {
    if (dialects.includes(dialect)) return dialect;
    throw new Failure(`There is no dialect ${dialect}, only ${dialects.join(', ')}.`);
  };
}

/** Adds `users add|passwd|revoke|list` to the program. Passwords are never arguments; a refusal is a Failure. */
export function registerUsers(
  program: Command,
  open: OpenForUsers,
  dialects: readonly string[],
  terminal: Terminal = itself,
): void {
  const users = program.command('users').description('manage the accounts that clients log in with');
  users.addHelpText('afterAll', example);

  const known = among(dialects);
  const command = (verb: string, description: string): Command =>
    users.command(verb).description(description).option('--database <url>', 'instead of the one in the settings');
  const account = (verb: string, description: string): Command =>
    command(verb, description)
      .argument('<name>', 'what it logs in with')
      .requiredOption('--dialect <id>', `whose clients it is for: ${dialects.join(', ')}`, known);

  changes(account, createPerform(open, terminal), terminal);
  command('list', 'list accounts')
    .option('--dialect <id>', 'only those of one dialect', known)
    .action(async ({ dialect, database }: Partial<Options>) => {
      const wanted = dialect === undefined ? dialects : [dialect];
      terminal.output.write(table(await within(open, database, (accounts) => listAccounts(accounts, wanted))));
    });
}
