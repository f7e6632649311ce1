import { readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { recordsOf } from '../../src/core/records/kept.js';
import { kinds } from '../../src/core/records/kinds.js';
import { createAccounts } from '../../src/store/accounts.js';
import { markOf, setMark } from '../../src/store/marks.js';
import { migrate, rollback } from '../../src/store/migrate.js';
import { openDatabase } from '../../src/store/open.js';
import { createSqlite } from '../../src/store/sqlite.js';
import { copyAsIs, customer, freshFile, now, openBench, outside, writing, type Bench } from './bench.js';

const tables = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name";

async function fill({ store, engine }: Bench): Promise<void> {
  await store.change(function* (tx) {
    yield* tx.records.users.insert({ id: 9, name: 'Namey Namerson' });
    yield* tx.records.structures.insert({ id: 1, fullAddress: '1 Mill Street' });
    yield* tx.records.structures.insert({ id: 2, parentId: 1, latitude: 37.5 });
    yield* tx.records['line-cards'].insert({ id: 3, name: 'card' });
    const { id } = yield* tx.customers.insert({ ...customer('A-1', { userId: 9, name: 'Éclair & Söhne' }), id: 45 });
    yield* tx.network.link(id, [2]);
    yield* tx.records.services.insert({ id: 4, customerId: id, lineCardId: 3, phoneNumber: '1' });
    yield* tx.records.features.insert({ id: 5, serviceId: 4, quantity: 2 });
    yield* setMark('kept', 'yes');
  });
  const login = { dialect: 'm4', name: 'jo', passwordHash: 'x', groups: ['a'], createdAt: now };
  await createAccounts(engine).add(login);
}

async function contents({ store, engine }: Bench): Promise<object> {
  const records: Record<string, unknown> = {};
  for (const kind of kinds) records[kind] = await store.read((tx) => recordsOf(tx, kind).list(0, 100));
  return {
    records,
    customer: await store.read((tx) => tx.customers.find({ id: 45 })),
    structures: await store.read((tx) => tx.network.structuresOf(45)),
    mark: await store.read(() => markOf('kept')),
    login: await createAccounts(engine).find('m4', 'jo'),
  };
}

test('a file keeps everything that was put into it, closed or not', async () => {
  const path = await freshFile();
  const first = await openBench(path);
  await fill(first);
  const before = await contents(first);
  const unclosed = await openBench(await copyAsIs(path));
  expect(await contents(unclosed)).toEqual(before);
  await unclosed.engine.close();

  await first.engine.close();
  const again = await openBench(path);
  expect(await contents(again)).toEqual(before);
  const next = await again.store.change((tx) => tx.customers.insert(customer('A-2')));
  expect(next.id).toBe(46);
  await again.engine.close();
});

test('the schema goes down to nothing and up again on a file, and a second run has nothing to do', async () => {
  const path = await freshFile();
  const engine = createSqlite(path);
  const up = await migrate(engine);
  expect(up.length).toBeGreaterThan(0);
  const schema = outside(path, 'select sql from sqlite_schema order by name');
  expect(await migrate(engine)).toEqual([]);

  expect(await rollback(engine)).toEqual([...up].reverse());
  expect(outside(path, tables).filter((name) => !String(name).startsWith('knex_'))).toEqual([]);
  expect(await rollback(engine)).toEqual([]);

  expect(await migrate(engine)).toEqual(up);
  expect(outside(path, 'select sql from sqlite_schema order by name')).toEqual(schema);
  await engine.close();
  const bench = await openBench(path);
  await fill(bench);
  expect(outside(path, 'select number_key from customers')).toEqual(['a-1']);
  await bench.engine.close();
});

test('a new file that somebody else has just begun to write is waited for', async () => {
  const path = await freshFile();
  const { done } = await writing(path);
  const bench = await openBench(path);
  expect(await bench.rows('pragma journal_mode')).toEqual([['wal']]);
  await bench.engine.close();
  await done;
});

test('a schema that could not be made leaves nothing of itself behind, and says why in a line', async () => {
  const path = await freshFile();
  const other = new Sqlite(path);
  other.exec("create table services (theirs text); insert into services values ('kept')");
  other.close();
  const engine = createSqlite(path);
  for (const _twice of [1, 2]) {
    await expect(migrate(engine)).rejects.toThrow(
      /^The schema of the database cannot be changed: table `services` already exists\.$/,
    );
  }
  await engine.close();
  expect(outside(path, tables)).toEqual(['services']);
  expect(outside(path, 'select theirs from services')).toEqual(['kept']);
});

test('a file that a newer program has changed is refused', async () => {
  const path = await freshFile();
  const { engine } = await openBench(path);
  await engine.close();
  const other = new Sqlite(path);
  other.exec("insert into knex_migrations (name, batch, migration_time) values ('9999-later', 2, 0)");
  other.close();
  await expect(openBench(path)).rejects.toThrow('it is newer than this program, which has no 9999-later');
});

test.each([
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['journal_mode', 'wal'],
  ['busy_timeout', 5000],
])('on the connection that answers, the pragma %s is %s', async (pragma, value) => {
  const bench = await openBench(await freshFile());
  expect(await bench.rows(`pragma ${pragma}`)).toEqual([[value]]);
  await bench.engine.close();
});

test.each([
  ['sqlite:', 'not sqlite:.'],
  ['mysql://jo:secret@host/db', 'not mysql:….'],
  ['./customers.db', 'not ./customers.db:….'],
])('the database URL %s is refused in a line that repeats no password', async (url, end) => {
  const refused: unknown = await openDatabase(url).catch((error: unknown) => error);
  expect(String(refused)).toMatch(/^Failure: --database takes sqlite:PATH[^\n]*$/);
  expect(String(refused).endsWith(end)).toBe(true);
});

test('what is no database, a folder or a text, is refused and left as it was', async () => {
  const path = await freshFile();
  const text = 'not a database, but long enough to be taken for one at a first look';
  await writeFile(path, text);
  await expect(openDatabase(`sqlite:${path}`)).rejects.toThrow(/cannot be opened: file is not a database\.$/);
  await expect(openDatabase(`sqlite:${dirname(path)}`)).rejects.toThrow(/cannot be opened: /);
  expect(await readFile(path, 'utf8')).toBe(text);
});
