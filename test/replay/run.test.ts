import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTranscripts } from '../../src/replay/run.js';
import type { Opened } from '../../src/replay/run.js';
import { freshFolder } from '../support/folders.js';
import { listening } from './server.js';

let folder = '';
const opened: (string | undefined)[] = [];
let closed = 0;

const answering = (data = 'demo'): Promise<Opened> => listening((_, response) => void response.end(data));

async function open(data?: string): Promise<Opened> {
  opened.push(data);
  const { url, close } = await answering(data);
  return { url, close: () => close().finally(() => (closed += 1)) };
}

beforeAll(async () => {
  folder = await freshFolder();
  await mkdir(join(folder, 'm4'));
  await writeFile(join(folder, 'm4/b.http'), '# B says demo.\n\nGET / HTTP/1.1\n\n### 200\n\ndemo\n');
  await writeFile(
    join(folder, 'm4/a.http'),
    '# A has data.\n\n### data\n{"id":1}\n\nGET / HTTP/1.1\n\n### 200\n\nno\n',
  );
  await writeFile(join(folder, 'm4/notes.md'), 'no transcript');
});

test('each transcript runs against a gateway of its own, on its own data or the demo data', async () => {
  const results = await runTranscripts([folder], { open });
  const explanation =
    'GET / (line 6)\nbody: differs at character 1 (line 1, column 1), after ""\n- "no"\n+ "{\\"id\\":1}\\n"';
  expect(results).toEqual([
    { name: 'm4/a', sentence: 'A has data.', status: 'different', explanation },
    { name: 'm4/b', sentence: 'B says demo.', status: 'same', explanation: '' },
  ]);
  expect(opened).toEqual(['{"id":1}\n', undefined]);
  expect(closed).toBe(2);
});

test('a target is used as it is, and transcripts with data of their own are not run', async () => {
  const { url, close } = await answering();
  const results = await runTranscripts([join(folder, 'm4/b.http'), folder], { open, target: url }).finally(close);
  expect(results.map(({ name, status }) => [name, status])).toEqual([
    ['m4/a', 'not-run'],
    ['m4/b', 'same'],
  ]);
  expect(results[0]?.explanation).toContain('data of its own');
});

test('a path that does not exist is refused', async () => {
  await expect(runTranscripts([join(folder, 'nothing')], { open })).rejects.toThrow('ENOENT');
});
