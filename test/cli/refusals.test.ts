import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { freshFolder, inTurns, run, takenPort, type Outcome, type Surroundings } from './program.js';

/** It failed, in exactly one line on standard error, with no stack and nothing on standard output. */
function expectLine({ code, signal, out, err }: Outcome, line: RegExp, expected = 1): void {
  expect(err).toMatch(/^customer-gateway: [^\n]+\n$/);
  expect(err.slice('customer-gateway: '.length, -1)).toMatch(line);
  expect(err).not.toMatch(/Error:|\bat .*:\d+/);
  expect([code, signal, out]).toEqual([expected, null, '']);
}

const turn = inTurns();

const memory = ['--database', 'sqlite::memory:', '--port', '0', '--admin-port', '0'];
const demo = ['serve', '--demo', ...memory];

const served = ['serve', '--anonymous', 'm4', '--dialects', 'm4'];
const kept = (verb: string) => ['users', verb, 'jo', '--dialect', 'm4', '--database', 'sqlite::memory:'];

const lines: readonly (readonly [args: readonly string[], line: RegExp, how?: Surroundings])[] = [
  [['server'], /^unknown command 'server' \(Did you mean serve\?\) --help says more\.$/],
  [['dance'], /^unknown command 'dance'\. --help says more\.$/],
  [['serve', '--prt', '1'], /^unknown option '--prt' \(Did you mean --port\?\) --help says more\.$/],
  [['serve', '--port'], /^option '--port <port>' argument missing\./],
  [['serve', 'now'], /^too many arguments for 'serve'\./],
  [['seed'], /^missing required argument 'file'\./],
  [['users', 'dance'], /^unknown command 'dance'\./],
  [['users', 'add', 'jo'], /^required option '--dialect <id>' not specified\./],
  [['users', 'add', 'jo', '--dialect', 'm5'], /m5/],
  [['users', 'add', 'jo', '--dialect', 'customer-main'], /^There is no dialect customer-main, only m4/],
  [['keys', 'add', 'jo', '--dialect', 'm4'], /^There is no dialect m4, only customer-main\.$/],
  [['keys', 'add', 'jo', '--dialect', 'customer-main'], /^GATEWAY_KEY_PEPPER is not set: /],
  [kept('revoke'), /^m4 has no account jo\.$/],
  [kept('add'), /^The password must have at least 8 characters\.$/, { input: 'short\n' }],
  [kept('passwd'), /^There is no password on standard input\.$/],
  [[...demo, '--dialects', 'm5'], /^There is no dialect m5; there are m4/],
  [[...demo, '--time-zone', 'Mars/Base'], /^Unknown time zone "Mars\/Base"/],
  [[...demo, '--port', 'http'], /^Bad setting: port: ports must be within range 0 - 65535/],
  [[...demo, '--port', '65536'], /^Bad setting: port: .*65536/],
  [[...demo, '--log-level', 'loud'], /^Bad setting: logLevel: .*"loud"/],
  [[...demo, '--host', '0.0.0.0'], /^--demo publishes its credentials, so it serves loopback only/],
  [[...demo, '--host', '192.0.2.1', '--demo-public'], /^192\.0\.2\.1:0 is not an address of this machine\.$/],
  [[...demo, '--config', 'nowhere.json'], /^The config file nowhere\.json cannot be read\.$/],
  [['serve', '--dialects', 'm4', ...memory], /^m4 has no credentials: make one with 'customer-gateway users add/],
  [['serve', '--demo', '--database', 'mysql://jo:secret@host/db'], /^--database takes .*, not mysql:….$/],
  [
    ['migrate', '--database', 'postgres://jo:secret@127.0.0.1:1/db'],
    /^The database cannot be reached: connect ECONNREFUSED 127\.0\.0\.1:1\.$/,
  ],
  [['migrate', '--database', 'sqlite:/'], /^The database \/ cannot be opened: /],
  [['seed', 'nowhere.ndjson', '--database', 'sqlite::memory:'], /^nowhere\.ndjson does not exist\.$/],
  [['seed', '/', '--database', 'sqlite::memory:'], /^\/ cannot be read\.$/],
];

describe('a command that cannot be done fails with one line that says why', () => {
  const outcomes = lines.map(([args, , how]) => turn(() => run(args, how)));
  test.each(lines.map(([args, line], i) => [args.join(' '), line, i] as const))('%s', async (_text, line, i) => {
    expectLine(await (outcomes[i] as Promise<Outcome>), line);
  });
});

test('a variable that turns the demo off is heeded: nobody gets in without credentials', async () => {
  const outcome = await run(['serve', '--dialects', 'm4', ...memory], { env: { GATEWAY_DEMO: '0' } });
  expectLine(outcome, /^m4 has no credentials/);
});

test.each(['--port', '--admin-port'])('a port that is taken, given by %s, fails with one line', async (flag) => {
  const { port, server } = await takenPort();
  const outcome = await run([...served, ...memory, flag, String(port)]);
  expectLine(outcome, new RegExp(`^127\\.0\\.0\\.1:${port} is taken\\.$`));
  server.close();
});

test('a config file that is no JSON fails with one line that names it', async () => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'settings.json'), '{');
  const outcome = await run([...demo, '--config', 'settings.json'], { folder });
  expectLine(outcome, /^The config file settings\.json is not JSON\.$/);
});

test.each([
  ['serve', [...served, '--port', '0', '--admin-port', '0']],
  ['migrate', ['migrate']],
])('%s refuses a file that is no database, and a foreign one, in a line', async (_command, args) => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'text.db'), 'a text that is long enough to be looked at as if it were a database');
  const foreign = new Sqlite(join(folder, 'foreign.db'));
  foreign.exec('create table customers (theirs text)');
  foreign.close();
  const on = (file: string) => run([...args, '--database', `sqlite:${file}`], { folder });
  const [text, theirs] = await Promise.all([on('text.db'), on('foreign.db')]);
  expectLine(text, /^The database text\.db cannot be opened: file is not a database\.$/);
  expectLine(theirs, /^The schema of the database cannot be changed: table `customers` already exists\.$/);
});
