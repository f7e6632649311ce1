import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { Failure } from '../../src/failure.js';
import { registerUsers } from '../../src/cli/users.js';
import { createDoor, right, type Door } from './door.js';

let door: Door;
let opened: (string | undefined)[];

beforeEach(async () => {
  door = await createDoor();
  opened = [];
});

afterEach(() => door.engine.close());

interface Run {
  readonly printed: string;
  readonly failure: string | undefined;
}

/** Runs a command line; `input` is what stands on standard input, or is typed when it is a terminal. */
async function users(line: readonly string[], input: string, isTTY = false): Promise<Run> {
  const terminal = {
    input: Object.assign(new PassThrough(), { isTTY }),
    output: new PassThrough(),
    prompts: new PassThrough(),
  };
  const open = (url?: string) => {
    opened.push(url);
    return Promise.resolve({ accounts: door.accounts, close: () => Promise.resolve() });
  };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerUsers(program, open, ['a', 'b'], terminal);
  terminal.input.end(input);
  let failure: string | undefined;
  try {
    await program.parseAsync(['users', ...line], { from: 'user' });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failure = error.message;
    expect(error.exitCode).toBe(1);
  }
  terminal.output.end();
  terminal.prompts.end();
  return { printed: await text(terminal.output), failure };
}

test('an account is added with the password on the first line of standard input', async () => {
  const { printed } = await users(['add', 'alice', '--dialect', 'a', '--group', 'x', 'y'], `${right}\r\nmore\n`);
  expect(printed).toBe('a: alice added\n');
  expect(await door.try('alice')).toMatchObject({ name: 'alice', groups: ['x', 'y'] });
});

test('a password is typed twice at a terminal', async () => {
  await users(['add', 'alice', '--dialect', 'a'], `${right}\r${right}\r`, true);
  expect(await door.try('alice')).toMatchObject({ name: 'alice' });
});

test('two passwords that differ, or a terminal that is left, change nothing', async () => {
  const typed = await users(['add', 'alice', '--dialect', 'a'], `${right}\rcorrect horsf\r`, true);
  expect(typed.failure).toBe('The two passwords differ.');
  const left = await users(['add', 'alice', '--dialect', 'a'], '\x03', true);
  expect(left.failure).toBe('No password was typed.');
  expect(opened).toEqual([]);
});

test('a password is changed, an account revoked, in the database that is named', async () => {
  await door.add('alice');
  const changed = await users(['passwd', 'alice', '--dialect', 'a', '--database', 'sqlite:x'], 'battery staple');
  expect(changed.printed).toBe('a: alice has a new password\n');
  expect(await door.try('alice', 'battery staple')).toMatchObject({ name: 'alice' });
  expect((await users(['revoke', 'alice', '--dialect', 'a'], '')).printed).toBe('a: alice revoked\n');
  expect(await door.accounts.find('a', 'alice')).toBeUndefined();
  expect(opened).toEqual(['sqlite:x', undefined]);
});

test('accounts are listed under their dialects, without their hashes', async () => {
  await users(['add', 'alice', '--dialect', 'b', '--group', 'x', '--group', 'y'], right);
  await users(['add', 'bob', '--dialect', 'a'], right);
  const [head, ...rows] = (await users(['list'], '')).printed.trimEnd().split('\n');
  expect(head).toBe('DIALECT  NAME   GROUPS  CREATED                   CUSTOMERS');
  expect(rows.map((row) => row.slice(0, 24))).toEqual(['a        bob            ', 'b        alice  x,y     ']);
  expect((await users(['list', '--dialect', 'b'], '')).printed).not.toContain('bob');
});

test.each([
  ['an unknown dialect', ['add', 'alice', '--dialect', 'c'], right, 'There is no dialect c, only a, b.'],
  ['an unknown dialect to list', ['list', '--dialect', 'c'], '', 'There is no dialect c, only a, b.'],
  ['a name that is taken', ['add', 'taken', '--dialect', 'a'], right, 'a has an account taken already.'],
  ['no password', ['add', 'bob', '--dialect', 'a'], '', 'There is no password on standard input.'],
  ['a weak one', ['add', 'bob', '--dialect', 'a'], 'short\n', 'The password must have at least 8 characters.'],
  [
    'a colon in the name',
    ['add', 'a:b', '--dialect', 'a'],
    right,
    'The name must not contain a colon or control characters.',
  ],
  ['an empty name', ['add', '', '--dialect', 'a'], right, 'The name must have at least 1 character.'],
  ['a password for nobody', ['passwd', 'nobody', '--dialect', 'a'], right, 'a has no account nobody.'],
  ['a revocation of nobody', ['revoke', 'nobody', '--dialect', 'a'], '', 'a has no account nobody.'],
])('%s is refused in one line', async (_title, line, input, failure) => {
  await door.add('taken');
  expect(await users(line, input)).toEqual({ printed: '', failure });
});

test('a password is never taken from the arguments', async () => {
  await expect(users(['add', 'alice', right, '--dialect', 'a'], '')).rejects.toThrow('too many arguments');
});
