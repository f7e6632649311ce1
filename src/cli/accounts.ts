import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Command } from 'commander';
import {
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
import { withDatabase } from './settings.js';

/** A database that is ready for logins. */
export interface OpenAccounts {
  readonly accounts: Accounts;
  close(): Promise<void>;
}

/** Opens the database at a URL, or the one in the settings. */
export type OpenForAccounts = (databaseUrl?: string) => Promise<OpenAccounts>;

/** Where the commands read secrets and what they print on; the process's own streams unless given. */
export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
  readonly prompts: Writable;
}

/** What is given to a command about one account. */
export interface AccountOptions {
  readonly dialect: string;
  readonly group?: readonly string[];
  readonly database?: string;
  readonly all?: boolean;
}

/** The process's own streams. */
export const itself: Terminal = { input: process.stdin, output: process.stdout, prompts: process.stderr };

/** The first line of standard input. Throws a Failure where there is none. */
export async function firstLine({ input }: Terminal, what: string): Promise<string> {
  for await (const line of createInterface({ input })) return line;
  throw new Failure(`There is no ${what} on standard input.`);
}

function told({ member, rule, limit }: Problem): string {
  const what = { name: 'The name', groups: 'A group', password: 'The password', key: 'The key' }[member] ?? member;
  if (rule === 'listed') return 'It may reach all customers; grant it those it shall keep instead.';
  if (rule === 'minLength') return `${what} must have at least ${limit} character${limit === 1 ? '' : 's'}.`;
  if (rule === 'maxLength') return `${what} must have at most ${limit} characters.`;
  if (member === 'key') return 'The key must consist of characters that a URL holds as they are.';
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

/** What is done with the accounts of an open database. */
export type Work<T> = (accounts: Accounts) => Promise<T>;

async function within<T>(open: OpenForAccounts, database: string | undefined, work: Work<T>): Promise<T> {
  const opened = await open(database);
  try {
    return await work(opened.accounts);
  } finally {
    await opened.close();
  }
}

/** Does one thing to one account, and says so. */
export type Perform = (name: string, options: AccountOptions, done: string, work: Work<unknown>) => Promise<void>;

function createPerform(open: OpenForAccounts, { output }: Terminal): Perform {
  return async (name, { database, dialect }, done, work) => {
    await within(open, database, work).catch((error: unknown) => {
      throw failure(error, name, dialect);
    });
    output.write(`${dialect}: ${name} ${done}\n`);
  };
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
    .action(async (name: string, ids: readonly number[], options: AccountOptions) => {
      const [done, work] = granting(ids, options.all === true);
      await perform(name, options, done, (accounts) => work(accounts, { dialect: options.dialect, name }, ids));
    });
  account('ungrant', 'keep an account from these customers; without the last of them it reaches none')
    .argument('<customer-id...>', 'the ids of customers', customerId)
    .action(async (name: string, ids: readonly number[], options: AccountOptions) => {
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

/** A group of commands about the accounts of some dialects. */
export interface AccountCommands {
  /** A command about one account. */
  readonly account: (verb: string, description: string) => Command;
  readonly perform: Perform;
}

interface Parts {
  readonly open: OpenForAccounts;
  /** The dialects whose accounts these are. */
  readonly dialects: readonly string[];
  readonly terminal: Terminal;
}

/** Adds to `group` what can be done with accounts whatever they log in with: revoke, grant, ungrant, list. */
export function registerAccounts(group: Command, { open, dialects, terminal }: Parts): AccountCommands {
  const known = among(dialects);
  const command = (verb: string, description: string): Command =>
    withDatabase(group.command(verb).description(description));
  const account = (verb: string, description: string): Command =>
    command(verb, description)
      .argument('<name>', 'what it is called')
      .requiredOption('--dialect <id>', `whose clients it is for: ${dialects.join(', ')}`, known);
  const perform = createPerform(open, terminal);
  account('revoke', 'end an account, within a minute').action(async (name: string, options: AccountOptions) => {
    const key = { dialect: options.dialect, name };
    await perform(name, options, 'revoked', (accounts) => revokeAccount(accounts, systemClock, key));
  });
  reachChanges(account, perform);
  command('list', 'list accounts')
    .option('--dialect <id>', 'only those of one dialect', known)
    .action(async ({ dialect, database }: Partial<AccountOptions>) => {
      const wanted = dialect === undefined ? dialects : [dialect];
      terminal.output.write(table(await within(open, database, (accounts) => listAccounts(accounts, wanted))));
    });
  return { account, perform };
}
