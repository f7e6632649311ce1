import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freshDatabase, freshFolder, run, serve } from './program.js';

const transcripts = resolve('fixtures/m4');

async function changed(name: string, from: string, to: string): Promise<string> {
  const folder = join(await freshFolder(), 'm4');
  await mkdir(folder);
  const text = await readFile(join(transcripts, `${name}.http`), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(folder, `${name}.http`), text.replace(from, to));
  return folder;
}

test('all of M4’s transcripts replay without a difference, from any folder', async () => {
  const { code, out, err } = await run(['replay', transcripts]);
  expect([code, err]).toEqual([0, '']);
  const lines = out.trim().split('\n');
  expect(lines.length).toBeGreaterThan(50);
  for (const line of lines) expect(line).toMatch(/^ok {3}m4\/[\w-]+: .+\.$/);
});

test('a transcript that differs is shown with what was expected and what came, and the exit code is 1', async () => {
  const folder = await changed('get-customer', '"FirstName":"Victor"', '"FirstName":"Viktor"');
  const { code, out, err } = await run(['replay', folder]);
  expect([code, err]).toEqual([1, '']);
  expect(out).toMatch(/^DIFF m4\/get-customer: /);
  expect(out).toContain('Viktor');
  expect(out).toContain('Victor');
});

test('what cannot be replayed gives exit code 2: no such path, no transcripts there, no transcript', async () => {
  const paths = ['/nowhere/at/all', await freshFolder(), await changed('get-customer', '### 200', 'no status')];
  const outcomes = await Promise.all(paths.map((path) => run(['replay', path])));
  expect(outcomes.map(({ code, out }) => [code, out])).toEqual(paths.map(() => [2, '']));
  const [nowhere, none, no] = outcomes.map(({ err }) => err);
  expect(nowhere).toMatch(/^customer-gateway: [^\n]*nowhere[^\n]*\n$/);
  expect(none).toBe('');
  expect(no).toMatch(/^customer-gateway: [^\n]*get-customer[^\n]*\n$/);
});

test('transcripts replay against a running server, with the headers it wants', async () => {
  const database = await freshDatabase();
  await run(['users', 'add', 'alice', '--dialect', 'm4', '--database', database], { input: 'correct horse' });
  const serving = await serve(['--dialects', 'm4', '--database', database]);
  const one = join(transcripts, 'specification.http');
  const target = ['replay', one, '--target', serving.url.href];
  const credentials = Buffer.from('alice:correct horse').toString('base64');
  const header = ['--header', `Authorization: Basic ${credentials}`];
  const [refused, admitted] = await Promise.all([run(target), run([...target, ...header])]);
  expect([refused.code, admitted.code]).toEqual([1, 0]);
  await serving.stop();
});
