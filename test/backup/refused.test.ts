import { chmod, mkdir, copyFile, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Failure } from '../../src/failure.js';
import { backUp } from '../../src/store/backup.js';
import { run } from '../cli/program.js';
import { freshFolder } from '../support/folders.js';
import { altered, copyingHere, outside, stored } from './copies.js';

let kept: string;
let folder: string;
let path: string;
let backup: string;

beforeAll(async () => {
  kept = await freshFolder();
  await stored(join(kept, 'customers.db'), 3);
  await copyingHere('backup', join(kept, 'monday'), join(kept, 'customers.db'));
});

beforeEach(async () => {
  folder = await freshFolder();
  [path, backup] = [join(folder, 'customers.db'), join(folder, 'monday')];
  await copyFile(join(kept, 'customers.db'), path);
  await copyFile(join(kept, 'monday'), backup);
});

async function overwritten(file: string, from: number, length: number): Promise<void> {
  const bytes = await readFile(file);
  await writeFile(file, bytes.fill(0x55, from, from + length));
}

/** Writes over the end of the page that an index begins in. */
async function spoiled(file: string): Promise<void> {
  const [page] = outside(file, "select rootpage from sqlite_schema where name = 'customers_number'");
  await overwritten(file, Number(page) * 4096 - 400, 400);
}

test.each([
  ['cut off', (file: string) => truncate(file, 40_000), /monday is damaged: /],
  ['spoiled in the middle', spoiled, /monday is damaged: /],
  ['a text', (file: string) => writeFile(file, 'not a database\n'.repeat(500)), /monday is not a database\.$/],
  ['empty', (file: string) => writeFile(file, ''), /monday is no database of this program\.$/],
  [
    'from a newer program',
    (file: string) =>
      altered(file, "insert into knex_migrations (name, batch, migration_time) values ('9999-x', 9, 0)"),
    /monday is newer than this program, which has no 9999-x\.$/,
  ],
  [
    'without a row that others refer to',
    (file: string) => altered(file, 'pragma foreign_keys = off; insert into features (service_id, doc) values (77, 0)'),
    /monday is damaged: features refer to what is not there\.$/,
  ],
])('a copy that is %s is refused in a line, and the database stays as it was', async (_what, spoil, words) => {
  await Promise.resolve(spoil(backup));
  const before = await readFile(path);
  const { code, out, err } = await copyingHere('restore', backup, path, '--force');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(words);
  expect(err).not.toContain('\n');
  expect(await readFile(path)).toEqual(before);
  expect((await readdir(folder)).sort()).toEqual(['customers.db', 'monday']);
});

test('a damaged database is not backed up, and the backup of before stays', async () => {
  await spoiled(path);
  const before = await readFile(backup);
  expect(await copyingHere('backup', backup, path, '--force')).toMatchObject({ code: 1 });
  expect(await readFile(backup)).toEqual(before);
});

test('neither replaces a file that is there, unless --force says so', async () => {
  for (const [command, target] of [
    ['backup', backup],
    ['restore', path],
  ] as const) {
    await writeFile(target === backup ? path : backup, await readFile(join(kept, 'monday')));
    const before = await stat(target);
    const refused = await copyingHere(command, backup, path);
    expect(refused).toMatchObject({
      code: 1,
      err: `${target} exists already: --force replaces it.`,
    });
    expect((await stat(target)).ino).toBe(before.ino);
    expect(await copyingHere(command, backup, path, '--force')).toMatchObject({ code: 0, err: '' });
    expect((await stat(target)).ino).not.toBe(before.ino);
  }
});

test.each([
  ['nothing but text', (file: string) => writeFile(file, 'ruins\n'.repeat(1000))],
  ['cut off in its first page', (file: string) => truncate(file, 50)],
  ['spoiled in its schema', (file: string) => overwritten(file, 100, 300)],
  ['spoiled in an index', spoiled],
])('a database that is %s is restored over', async (_what, spoil) => {
  await Promise.resolve(spoil(path));
  expect(await copyingHere('restore', backup, path, '--force')).toMatchObject({ code: 0, err: '' });
  expect(outside(path, 'select count(*) from customers')).toEqual([3]);
  expect((await readdir(folder)).sort()).toEqual(['customers.db', 'monday']);
});

test('a backup is for its owner only; a restored database is for those who had the one before', async () => {
  expect(((await stat(join(kept, 'monday'))).mode & 0o777).toString(8)).toBe('600');
  await chmod(path, 0o640);
  await copyingHere('restore', backup, path, '--force');
  expect(((await stat(path)).mode & 0o777).toString(8)).toBe('640');
});

test.each([
  [['backup', 'x', '--database', 'postgres://jo:secret@host/db'], /pg_dump.*pg_restore.*README/],
  [['restore', 'x', '--database', 'postgresql://jo:secret@host/db'], /pg_dump.*pg_restore.*README/],
  [['backup', 'x', '--database', 'sqlite::memory:'], /in memory/],
  [['backup', 'x', '--database', 'sqlite:./nowhere.db'], /nowhere\.db does not exist\.$/],
  [['restore', './nowhere.db', '--database', 'sqlite:./x'], /nowhere\.db does not exist\.$/],
])('%j is refused in a line that repeats no password', async (args, words) => {
  const { code, err } = await run(args);
  expect(code).toBe(1);
  expect(err.trimEnd()).toMatch(words);
  expect(err).toMatch(/^customer-gateway: [^\n]+\n$/);
  expect(err).not.toContain('secret');
});

test('a place that no database can be put in is named in the line that says so', async () => {
  const place = join(folder, 'place');
  await mkdir(place);
  const { code, err } = await copyingHere('restore', backup, place, '--force');
  expect({ code, err }).toEqual({ code: 1, err: `${place}: unable to open database file.` });
});

test('a database is not backed up into itself', async () => {
  const { code, err } = await copyingHere('backup', path, path, '--force');
  expect({ code, err }).toEqual({ code: 1, err: `${path} is the database itself.` });
});

test('a copy tells how far it is while others write, and one that is stopped leaves nothing behind', async () => {
  altered(path, "insert into marks (name, value) values ('large', hex(zeroblob(9000000)))");
  const other = new Sqlite(path);
  const parts: number[] = [];
  const target = join(folder, 'tuesday');
  const write = other.prepare("insert or replace into marks (name, value) values ('now', ?)");
  const progress = (part: number): void => {
    parts.push(part);
    write.run(String(part));
  };
  await backUp(`sqlite:${path}`, target, { force: false, progress });
  expect(parts.length).toBeGreaterThan(2);
  expect(parts).toEqual([...parts].sort((a, b) => a - b));
  expect(outside(target, "select value from marks where name = 'now'")).toEqual([]);

  const controller = new AbortController();
  const stopped = backUp(`sqlite:${path}`, join(folder, 'wednesday'), {
    force: false,
    progress: () => controller.abort(),
    signal: controller.signal,
  });
  await expect(stopped).rejects.toEqual(new Failure('Stopped; nothing was changed.', 130));
  other.close();
  expect((await readdir(folder)).sort()).toEqual(['customers.db', 'monday', 'tuesday']);
});
