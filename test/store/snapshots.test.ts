import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Engine } from '../../src/store/engine.js';
import { migrate } from '../../src/store/migrate.js';
import { openDatabase } from '../../src/store/open.js';
import { ask, type Statement } from '../../src/store/statement.js';
import { freshFolder } from '../support/folders.js';

const table = 'marks';
const add: Statement = { name: 'test add', build: (q, p) => q(table).insert({ name: p('name'), value: '' }) };
const count: Statement = { name: 'test count', build: (q) => q(table).count('* as count') };

let engine: Engine;
let other: Engine;

beforeAll(async () => {
  const url = `sqlite:${join(await freshFolder(), 'customers.db')}`;
  engine = await openDatabase(url);
  await migrate(engine);
  other = await openDatabase(url);
});

afterAll(async () => {
  await engine.close();
  await other.close();
});

const counted = (from: Engine): number =>
  from.read(function* () {
    return Number((yield* ask(count))[0]?.[0]);
  }) as number;

const added = (to: Engine, name: string): Promise<void> =>
  to.change(function* () {
    yield* ask(add, { name });
  });

test('what another process has acknowledged is seen by every request that comes after it', async () => {
  for (let round = 0; round < 200; round++) {
    engine.arrived?.();
    const before = counted(engine);
    expect(counted(engine)).toBe(before);
    await added(other, `other ${round}`);
    await nextTurn();
    engine.arrived?.();
    expect([counted(engine), counted(engine)]).toEqual([before + 1, before + 1]);
  }
});

test('a change in the middle of a turn of reads is made, and seen by the next one', async () => {
  engine.arrived?.();
  const before = [counted(engine), counted(engine)];
  await added(engine, 'own');
  expect(counted(engine)).toBe(Number(before[0]) + 1);
});

test('reads on behalf of nobody see what was just written, whatever turn it is', async () => {
  const before = counted(engine);
  await added(other, 'nobody');
  expect([counted(engine), counted(engine)]).toEqual([before + 1, before + 1]);
});
