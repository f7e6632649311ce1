import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { addAccount, grantCustomers, ungrantCustomers } from '../../src/access/accounts.js';
import { registerUsers } from '../../src/cli/users.js';
import { Failure } from '../../src/failure.js';
import { createAccounts } from '../../src/store/accounts.js';
import { migrate } from '../../src/store/migrate.js';
import { openDatabase } from '../../src/store/open.js';
import { databaseNames, databases } from '../support/databases.js';
import { createDoor, right, type Door } from './door.js';

let door: Door;

beforeEach(async () => {
  door = await createDoor();
  await door.add('alice');
});

afterEach(() => door.engine.close());

/** Runs a command line in dialect `a`; what it printed, or why it failed. */
async function users(...line: readonly string[]): Promise<string> {
  const terminal = { input: new PassThrough(), output: new PassThrough(), prompts: new PassThrough() };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  const open = () => Promise.resolve({ accounts: door.accounts, close: () => Promise.resolve() });
  registerUsers(program, open, ['a'], terminal);
  try {
    await program.parseAsync(['users', ...line, '--dialect', 'a'], { from: 'user' });
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
  terminal.output.end();
  return text(terminal.output);
}

const reach = async () => (await door.accounts.find('a', 'alice'))?.customers;

const listed = async () => (await users('list')).trimEnd().split('\n').at(-1)?.split(/ +/).at(-1);

test('an account may reach all customers until it is granted some', async () => {
  expect(await reach()).toBeUndefined();
  expect(await listed()).toBe('all');
  expect(await users('grant', 'alice', '3134', '1551')).toBe('a: alice may reach 3134, 1551\n');
  expect(await reach()).toEqual(new Set([3134, 1551]));
  expect(await listed()).toBe('1551,3134');
});

test('what is granted is added, once, and what is ungranted is taken away', async () => {
  await users('grant', 'alice', '3134', '1551');
  await users('grant', 'alice', '7', '3134');
  expect(await reach()).toEqual(new Set([3134, 1551, 7]));
  expect(await users('ungrant', 'alice', '3134', '99')).toBe('a: alice may not reach 3134, 99\n');
  expect(await reach()).toEqual(new Set([1551, 7]));
});

test('an account without the last of its customers reaches none, not all', async () => {
  await users('grant', 'alice', '7');
  await users('ungrant', 'alice', '7');
  expect(await reach()).toEqual(new Set());
  expect(await listed()).toBe('none');
});

test('--all gives all customers back', async () => {
  await users('grant', 'alice', '7');
  expect(await users('grant', 'alice', '--all')).toBe('a: alice may reach all customers\n');
  expect(await reach()).toBeUndefined();
});

test('a password that was verified a minute ago brings the new reach', async () => {
  expect(await door.try('alice')).not.toHaveProperty('customers');
  await users('grant', 'alice', '7');
  door.clock.move(60_000);
  expect((await door.try('alice')).customers).toEqual(new Set([7]));
});

const ids = 'from 1 to 2000000000';

test.each([
  ['nothing to grant', ['grant', 'alice'], 'Name the customers it may reach by their ids, or give --all.'],
  ['some and all', ['grant', 'alice', '7', '--all'], 'Name customers, or give --all, not both.'],
  ['what is no id', ['grant', 'alice', '7', 'x'], `A customer's id is a whole number ${ids}, not x.`],
  ['an id of nobody', ['grant', 'alice', '0'], `A customer's id is a whole number ${ids}, not 0.`],
  ['an id too high', ['ungrant', 'alice', '2000000001'], `A customer's id is a whole number ${ids}, not 2000000001.`],
  ['an unknown account', ['grant', 'bob', '7'], 'a has no account bob.'],
  ['an unknown account with all', ['grant', 'bob', '--all'], 'a has no account bob.'],
  ['an unknown account to ungrant', ['ungrant', 'bob', '7'], 'a has no account bob.'],
  [
    'one of all to ungrant',
    ['ungrant', 'alice', '7'],
    'It may reach all customers; grant it those it shall keep instead.',
  ],
])('%s is refused in one line', async (_title, line, failure) => {
  expect(await users(...line)).toBe(failure);
  expect(await reach()).toBeUndefined();
});

describe.each(databaseNames)('on %s', (name) => {
  test('grants and ungrants that come at once are all in force', async () => {
    const database = await databases[name]();
    const engine = await openDatabase(database.url);
    await migrate(engine);
    const accounts = createAccounts(engine);
    const key = { dialect: 'a', name: 'bob' };
    await addAccount(accounts, door.clock, { ...key, password: right, groups: [] });
    await grantCustomers(accounts, key, [1, 2, 3]);
    const granted = [4, 5, 6, 7].map((id) => grantCustomers(accounts, key, [id]));
    const taken = [1, 2].map((id) => ungrantCustomers(accounts, key, [id]));
    await Promise.all([...granted, ...taken]);
    expect((await accounts.find('a', 'bob'))?.customers).toEqual(new Set([3, 4, 5, 6, 7]));
    await engine.close();
    await database.drop();
  });
});
