import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freshDatabase, run } from './program.js';

const source = fileURLToPath(new URL('../../src/database.ts', import.meta.url));

/** Opens each database it is told of as every command does, and says what came of it. */
const script = `
  import { createInterface } from 'node:readline';
  import { openReady } from ${JSON.stringify(source)};
  process.stdout.write('ready\\n');
  for await (const url of createInterface({ input: process.stdin })) {
    const said = await openReady(url).then(({ engine }) => engine.close()).then(() => 'opened', String);
    process.stdout.write(said + '\\n');
  }`;

const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** A process that waits to be told, so that several can begin in the same moment. */
async function waiting() {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const line = async () => ((await once(child.stdout, 'data')) as [Buffer])[0].toString();
  expect(await line()).toBe('ready\n');
  return async (url: string) => {
    const said = line();
    child.stdin.write(`${url}\n`);
    return said;
  };
}

test('processes that open one new file in the same moment all succeed, and lock nobody out', async () => {
  const open = await Promise.all(Array.from({ length: 4 }, waiting));
  for (let round = 0; round < 5; round++) {
    const url = await freshDatabase();
    expect(await Promise.all(open.map((one) => one(url)))).toEqual(open.map(() => 'opened\n'));
    expect(await open[0]?.(url)).toBe('opened\n');
    if (round === 0) expect((await run(['migrate', '--database', url])).out).toBe('nothing to do\n');
  }
});
