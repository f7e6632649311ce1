import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { get, m4, member } from '../gateway/http.js';
import { freshFolder } from '../support/folders.js';
import { copying, endAll, outside, served, stored, written } from './copies.js';

/** Customers whose version is not the number of their events. */
const torn = `select customers.id from customers left join events on subject_id = customers.id
  group by customers.id having count(events.id) <> version`;

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await freshFolder();
  path = join(folder, 'customers.db');
});

afterEach(endAll);

test('a backup taken while clients write is whole, has all that was acknowledged before, and is served again', async () => {
  const gateway = await served(path);
  const acknowledged: number[] = [];
  let writing = true;
  const write = async (name: string): Promise<void> => {
    for (let n = 1; writing; n++) acknowledged.push(await written(gateway.url, `${name} ${n}`));
  };
  const writers = Promise.all(['a', 'b', 'c', 'd'].map(write));
  const backups = [1, 2, 3].map((n) => join(folder, `${n}.backup`));
  const before: (readonly number[])[] = [];
  for (const file of backups) {
    before.push([...acknowledged]);
    expect(await copying('backup', file, path)).toMatchObject({ code: 0, err: '' });
  }
  writing = false;
  await writers;
  await gateway.stop();
  expect(before.at(-1)?.length).toBeGreaterThan(0);

  for (const [at, file] of backups.entries()) {
    expect(outside(file, torn)).toEqual([]);
    expect(outside(file, 'select id from customers')).toEqual(expect.arrayContaining([...(before[at] ?? [])]));
  }

  const other = join(folder, 'elsewhere', 'customers.db');
  expect(await copying('restore', join(folder, '3.backup'), other)).toMatchObject({ code: 0, err: '' });
  const restored = await served(other);
  const [first = 0] = acknowledged;
  expect(member(await get(restored.url, m4(`GetCustomer/${first}`)), 'ID')).toBe(first);
  const highest = Math.max(...(outside(other, 'select id from customers') as readonly number[]));
  expect(await written(restored.url, 'new')).toBe(highest + 1);
  await restored.stop();
});

test('backup and restore say what they have copied, and leave nothing else behind', async () => {
  await stored(path, 3);
  const backup = join(folder, 'monday');
  const said = / 3 customers, 6 events, schema \d{4}-[\w-]+\n$/;
  expect((await copying('backup', backup, path)).out).toMatch(said);
  await rename(path, join(folder, 'gone'));
  expect((await copying('restore', backup, path)).out).toMatch(said);
  expect((await readdir(folder)).sort()).toEqual(['customers.db', 'gone', 'monday']);
});

test('a database whose gateway was killed is copied with what lay in its log only', async () => {
  const gateway = await served(path);
  const id = await written(gateway.url, 'last words');
  gateway.signal('SIGKILL');
  await gateway.ended();
  const backup = join(folder, 'monday');
  expect(await copying('backup', backup, path)).toMatchObject({ code: 0 });
  expect(outside(backup, 'select id from customers')).toEqual([id]);
});

test('while a gateway serves the database nothing is restored over it; once it is killed, all of it is replaced', async () => {
  await stored(path, 1);
  const backup = join(folder, 'monday');
  await copying('backup', backup, path);
  const gateway = await served(path);
  const later = await written(gateway.url, 'later');

  const refused = await copying('restore', backup, path, '--force');
  expect(refused).toMatchObject({ code: 1, err: `customer-gateway: ${path} is in use: stop the gateway first.\n` });
  expect(member(await get(gateway.url, m4(`GetCustomer/${later}`)), 'Name')).toBe('later');

  gateway.signal('SIGKILL');
  await gateway.ended();
  expect(await readdir(folder)).toContain('customers.db-wal');
  expect(await copying('restore', backup, path, '--force')).toMatchObject({ code: 0, err: '' });
  expect((await readdir(folder)).sort()).toEqual(['customers.db', 'monday']);
  expect(outside(path, "select json_extract(doc, '$.name') from customers")).toEqual(['Customer 1']);
});
