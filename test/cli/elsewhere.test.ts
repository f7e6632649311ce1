import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { get, m4, member } from '../gateway/http.js';
import { freshFolder, run, serve } from './program.js';

/** A folder full of what a program could take for its own. */
async function decoys(): Promise<string> {
  const folder = await freshFolder();
  const files: Readonly<Record<string, string>> = {
    'package.json': '{"version":"9.9.9"}',
    '.env': 'GATEWAY_PORT=1\nGATEWAY_DEMO=perhaps\n',
    'knexfile.js': 'throw new Error("read")',
    'config.json': '{"port":1}',
    'fixtures/demo/demo.ndjson': 'not a seed file',
    'fixtures/demo/credentials.json': 'not JSON',
    'schemas/m4/customer.json': 'not JSON',
    'migrations/index.js': 'throw new Error("read")',
    'dialects/index.js': 'throw new Error("read")',
    'node_modules/express/package.json': 'not JSON',
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

test('it works from any folder, reads nothing that lies there and leaves nothing behind', async () => {
  const folder = await decoys();
  const before = await readdir(folder, { recursive: true });
  const input = '{"kind":"users","id":1,"name":"x"}\n';
  const [serving, seeded, version] = await Promise.all([
    serve(['--demo', '--database', 'sqlite::memory:'], { folder }),
    run(['seed', '-', '--database', 'sqlite::memory:'], { folder, input }),
    run(['--version'], { folder }),
  ]);
  expect(version.out).not.toContain('9.9.9');
  expect(seeded).toMatchObject({ code: 0, err: '' });
  expect(member(await get(serving.url, m4('GetCustomer/125')), 'FirstName')).toBe('Victor');
  expect((await get(serving.adminUrl, '/v1/customers')).status).toBe(200);
  expect((await serving.stop()).code).toBe(0);
  expect(await readdir(folder, { recursive: true })).toEqual(before);
});

test('a relative database path is taken from the folder it is run in, and its folder is made', async () => {
  const folder = await freshFolder();
  expect((await run(['migrate', '--database', 'sqlite:./deep/er/customers.db'], { folder })).code).toBe(0);
  expect(await readdir(join(folder, 'deep', 'er'))).toEqual(['customers.db']);
  expect((await run(['migrate'], { folder })).code).toBe(0);
  expect(await readdir(join(folder, 'data'))).toEqual(['customers.db']);
});
