import { Fault } from '../../src/core/fault.js';
import { exactly } from '../../src/core/customers/revision.js';
import { operations } from '../../src/core/operations.js';
import { down, up } from '../../migrations/0003-search.js';
import { databaseNames } from '../support/databases.js';
import { actor, openBench, type Bench } from './harness.js';

const names = 'select id, shown_key, whole_key from customer_names order by id';

describe.each(databaseNames)('on %s', (database) => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench(database);
    await bench.put('customers', { id: 3134, name: 'Rapidity Inc' });
    await bench.put('customers', { id: 1551, name: 'Rapidity Locators Inc' });
    await bench.put('customers', { id: 7, contacts: { primary: { first: 'Zoë' }, billing: { last: 'Ølsen' } } });
    await bench.put('service-numbers', { id: 1, customerId: 3134, number: '0800134123' });
    await bench.put('service-numbers', { id: 2, customerId: 1551, number: '0800555132' });
    await bench.put('service-numbers', { id: 3, customerId: 1551, number: '08005551232' });
  });

  afterEach(() => bench.close());

  const revise = (id: number, path: string, value: string | undefined) => {
    return bench.core(operations['customer.update'], { id, revision: exactly([[path, value]]) }, actor);
  };

  const indexed = async (): Promise<unknown> => bench.rows(names);

  test('customers are found by a part of a name or of a number, and come with their numbers', async () => {
    const { items, next } = await bench.page({ term: 'RAPI' });
    expect(next).toBeUndefined();
    expect(items).toEqual([
      { id: 3134, name: 'Rapidity Inc', numbers: ['0800134123'] },
      { id: 1551, name: 'Rapidity Locators Inc', numbers: ['0800555132', '08005551232'] },
    ]);
    expect(await bench.ids('0800')).toEqual([3134, 1551]);
    expect(await bench.ids('4123')).toEqual([3134]);
    expect(await bench.ids('zoë ø')).toEqual([7]);
    expect(await bench.ids('ity Inc 0800')).toEqual([]);
    expect(await bench.ids()).toEqual([3134, 1551, 7]);
    expect(await bench.ids('')).toEqual([3134, 1551, 7]);
  });

  test('no character of a term stands for another, and none is refused', async () => {
    for (const [id, name] of ['100%', 'a_b', 'x "y" z', "O'Brien", 'A AND B', '*', 'back\\slash', '#1'].entries()) {
      await bench.put('customers', { id: id + 10, name });
    }
    const found = Object.fromEntries(
      await Promise.all(
        ['0%', '%', '_', '"', '"y"', "'", "o'b", ' and ', '*', '\\', '#', '#1', '\0', 'a\0b', '")', 'NOT'].map(
          async (term) => [term, await bench.ids(term)] as const,
        ),
      ),
    );
    expect(found).toEqual({
      ...{ '0%': [10], '%': [10], _: [11], '"': [12], '"y"': [12], "'": [13], "o'b": [13], ' and ': [14], '*': [15] },
      ...{ '\\': [16], '#': [17], '#1': [17], '\0': [], 'a\0b': [], '")': [], NOT: [] },
    });
  });

  test('a search follows a customer’s name', async () => {
    await revise(3134, 'name', 'Slowness Inc');
    expect([await bench.ids('rapid'), await bench.ids('slow'), await bench.ids()]).toEqual([
      [1551],
      [3134],
      [1551, 3134, 7],
    ]);
    await revise(3134, 'name', undefined);
    expect([await bench.ids('slow'), await bench.ids('#31')]).toEqual([[], [3134]]);
    await revise(3134, 'contacts.billing.last', 'Washington');
    expect([await bench.ids('#31'), await bench.ids('washing')]).toEqual([[], [3134]]);
    await revise(7, 'contacts.primary.last', '');
    expect([await bench.ids('ølsen'), await bench.ids('zoë')]).toEqual([[], [7]]);
  });

  test('a change of anything else leaves the index as it is', async () => {
    const before = await indexed();
    await revise(3134, 'description', 'Rapid indeed');
    expect(await indexed()).toEqual(before);
    expect(await bench.ids('indeed')).toEqual([]);
  });

  test('a removed customer is not found, and found again without its numbers when it is back', async () => {
    await bench.remove(1551);
    expect([await bench.ids('rapi'), await bench.ids('0800'), await bench.ids()]).toEqual([[3134], [3134], [3134, 7]]);
    await bench.reactivate(1551);
    expect([await bench.ids('rapi'), await bench.ids('0800')]).toEqual([[3134, 1551], [3134]]);
  });

  test('a customer that is gone for good is gone from the index', async () => {
    await bench.drop('customers', 7);
    expect([await bench.ids('zoë'), await bench.ids()]).toEqual([[], [3134, 1551]]);
    expect(await bench.rows('select id from customer_names where id = 7')).toEqual([]);
  });

  test('a customer that was seeded as removed is not found', async () => {
    await bench.put('customers', { id: 8, name: 'Rapid Past', removedAt: '2025-01-01T00:00:00Z' });
    expect(await bench.ids('past')).toEqual([]);
  });

  test('a search follows service numbers: new, changed, given to another, disconnected, removed', async () => {
    await bench.put('service-numbers', { id: 2, customerId: 1551, number: '0900777' });
    expect([await bench.ids('0800555132'), await bench.ids('0900')]).toEqual([[], [1551]]);
    await bench.put('service-numbers', { id: 2, customerId: 7, number: '0900777' });
    expect(await bench.ids('0900')).toEqual([7]);
    await bench.put('service-numbers', {
      id: 2,
      customerId: 7,
      number: '0900777',
      disconnectedAt: '2026-01-01T00:00:00Z',
    });
    expect(await bench.ids('0900')).toEqual([]);
    await bench.drop('service-numbers', 1);
    expect([await bench.ids('4123'), await bench.ids('0800')]).toEqual([[], [1551]]);
  });

  test('a search stays within reach', async () => {
    const within = async (reach: readonly number[], term?: string) =>
      (await bench.all({ ...(term !== undefined && { term }), reach: new Set(reach) })).map(({ id }) => id);
    expect(await within([1551, 7, 99])).toEqual([1551, 7]);
    expect(await within([1551, 7], 'inc')).toEqual([1551]);
    expect(await within([7], '0800')).toEqual([]);
    expect(await within([])).toEqual([]);
    expect(await within([], 'inc')).toEqual([]);
  });

  test('changes that fail leave nothing to be found, and their neighbours of the same commit are', async () => {
    await Promise.allSettled([
      bench.put('customers', { id: 20, name: 'Kept First' }),
      bench.store.change(function* (tx) {
        yield* tx.records.customers.insert({ id: 21, name: 'Spoiled' });
        yield* tx.records['service-numbers'].insert({ id: 21, customerId: 3134, number: '0700' });
        const current = yield* tx.records.customers.find(3134);
        if (current) yield* tx.records.customers.save({ ...current, name: 'Spoiled too' });
        throw new Fault('invalid');
      }),
      bench.put('customers', { id: 22, name: 'Kept Last' }),
    ]);
    expect([await bench.ids('kept'), await bench.ids('spoil'), await bench.ids('0700')]).toEqual([[20, 22], [], []]);
    expect(await bench.ids('rapid')).toEqual([3134, 1551]);
    expect(await bench.rows('select id from customer_names where id = 21')).toEqual([]);
  });

  test('a database from before there was a search finds all it holds once it is migrated', async () => {
    await bench.remove(1551);
    await bench.put('customers', { id: 8, name: 'ΟΔΟΣ E\u0301' });
    await bench.put('customers', { id: 9, name: `${'😀'.repeat(200)} End` });
    await bench.put('customers', { id: 10 });
    for (let id = 100; id < 1100; id++) await bench.put('customers', { id, name: `Many ${id}` });
    const before = await indexed();
    const knex = bench.engine.knex();
    await down(knex);
    await up(knex);
    expect(await indexed()).toEqual(before);
    expect([await bench.ids('😀 end'), await bench.ids('#10'), await bench.ids('rapi')]).toEqual([[9], [10], [3134]]);
    expect(await bench.ids('many')).toHaveLength(1000);
  });
});
