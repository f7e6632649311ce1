import { readFile } from 'node:fs/promises';
import { run } from './program.js';

const commands = ['serve', 'migrate', 'seed', 'users', 'replay'];

test('--version says the version of the package', async () => {
  const manifest = JSON.parse(await readFile('package.json', 'utf8')) as { readonly version: string };
  expect(await run(['--version'])).toEqual({ code: 0, signal: null, out: `${manifest.version}\n`, err: '' });
});

test('--help lists every command and ends in examples', async () => {
  const { code, out, err } = await run(['--help']);
  expect([code, err]).toEqual([0, '']);
  for (const command of commands) expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  expect(out).toMatch(/Examples:\n( {2}\$ customer-gateway .*\n?)+$/);
});

test('each command explains itself with an example', async () => {
  for (const { code, out, err } of await Promise.all(commands.map((command) => run([command, '--help'])))) {
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Examples?:\n/);
  }
});

test('without a command it shows how it is used, and fails', async () => {
  const { code, out, err } = await run([]);
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toMatch(/^Usage: customer-gateway /);
});
