import { createInterface } from 'node:readline/promises';
import { Writable, type Readable } from 'node:stream';
import type { Command } from 'commander';
import {
  addAccount,
  changePassword,
  grantAllCustomers,
  grantCustomers,
  listAccounts,
  revokeAccount,
  ungrantCustomers,
  type ShownAccount,
} from '../access/accounts.js';
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
  readonly all?: boolean;
}

const example = `
A password is typed twice, or is the first line of standard input.
Examples:
  $ customer-gateway users add alice --dialect m4 --group editors
  $ customer-gateway users passwd alice --dialect m4 < password.txt
  $ customer-gateway users grant alice 3134 1551 --dialect n2fe`;

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
  if (rule === 'listed') return 'It may reach all customers; grant it those it shall keep instead.';
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

const ascending = (ids: Iterable<number>): readonly number[] => [...ids].sort((a, b) => a - b);

function reachOf({ customers }: ShownAccount): string {
  if (!customers) return 'all';
  return ascending(customers).join(',') || 'none';
}

function table(accounts: readonly ShownAccount[]): string {
  const rows = accounts.map((one) => [one.dialect, one.name, one.groups.join(','), one.createdAt, reachOf(one)]);
  const all = [['DIALECT', 'NAME', 'GROUPS', 'CREATED', 'CUSTOMERS'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
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

const highestId = 2_000_000_000;

function customerId(text: string, before: readonly number[] = []): readonly number[] {
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Infinity;
  if (id > highestId) throw new Failure(`A customer's id is a whole number from 1 to ${highestId}, not ${text}.`);
  return [...before, id];
}

/** What `grant` does to an account. Throws a Failure unless it is told either customers or all of them. */
function granting(ids: readonly number[], all: boolean): readonly [done: string, work: typeof grantCustomers] {
  if (all && ids.length > 0) throw new Failure('Name customers, or give --all, not both.');
  if (all) return ['may reach all customers', grantAllCustomers];
  if (ids.length > 0) return [`may reach ${ids.join(', ')}`, grantCustomers];
  throw new Failure('Name the customers it may reach by their ids, or give --all.');
}

function reachChanges(account: (verb: string, description: string) => Command, perform: Perform): void {
  account('grant', 'let an account reach these customers; one that may reach all may reach only these then')
    .argument('[customer-id...]', 'the ids of customers', customerId)
    .option('--all', 'all customers, as at first')
    .action(async (name: string, ids: readonly number[], options: Options) => {
      const [done, work] = granting(ids, options.all === true);
      await perform(name, options, done, (accounts) => work(accounts, { dialect: options.dialect, name }, ids));
    });
  account('ungrant', 'keep an account from these customers; without the last of them it reaches none')
    .argument('<customer-id...>', 'the ids of customers', customerId)
    .action(async (name: string, ids: readonly number[], options: Options) => {
      const key = { dialect: options.dialect, name };
      await perform(name, options, `may not reach ${ids.join(', ')}`, (accounts) =>
        ungrantCustomers(accounts, key, ids),
      );
    });
}

function among(dialects: readonly string[]): (dialect: string) => string {
  return (dialect) => {
    if (dialects.includes(dialect)) return dialect;
    throw new Failure(`There is no dialect ${dialect}, only ${dialects.join(', ')}.`);
  };
}

/** Adds `users add|passwd|revoke|grant|ungrant|list` to the program. Passwords are never arguments; a refusal is a Failure. */
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

  const perform = createPerform(open, terminal);
  changes(account, perform, terminal);
  reachChanges(account, perform);
  command('list', 'list accounts')
    .option('--dialect <id>', 'only those of one dialect', known)
    .action(async ({ dialect, database }: Partial<Options>) => {
      const wanted = dialect === undefined ? dialects : [dialect];
      terminal.output.write(table(await within(open, database, (accounts) => listAccounts(accounts, wanted))));
    });
}
