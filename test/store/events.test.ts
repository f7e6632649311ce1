import { exactly } from '../../src/core/customers/revision.js';
import { operations } from '../../src/core/operations.js';
import type { Patch } from '../../src/core/patch.js';
import { actor, customer, openBench, type Bench } from './bench.js';

let bench: Bench;
let id: number;

beforeEach(async () => {
  bench = await openBench();
  id = await bench.store.change(function* (tx) {
    yield* tx.records.structures.insert({ id: 25 });
    yield* tx.records.structures.insert({ id: 26 });
    return (yield* tx.customers.insert(customer('E-1', { name: 'Old', description: 'kept' }))).id;
  });
});

afterEach(() => bench.engine.close());

/** What stands in the events, oldest first: who, through what, when, of what, and the patch. */
async function events(): Promise<readonly unknown[][]> {
  const rows = await bench.rows(
    'select actor, channel, operation, at, subject, subject_id, patch from events order by id',
  );
  return rows.map((row) => [...row.slice(0, -1), JSON.parse(row.at(-1) as string) as unknown]);
}

const signed = [actor.name, actor.channel, actor.operation];

test('every change of a customer leaves one event: who, when, through what, and what was written', async () => {
  const at = '2026-03-02T09:30:00.000Z';
  bench.clock.at = at;
  const steps: readonly (readonly [unknown, () => unknown])[] = [
    [
      [
        ['name', 'New'],
        ['description', null],
      ],
      () => {
        const patch: Patch = [
          ['name', 'New'],
          ['description', undefined],
        ];
        return bench.core(operations['customer.update'], { id, revision: exactly(patch) }, actor);
      },
    ],
    [
      [['structures.linked', [26, 25]]],
      () => bench.core(operations['structures.link'], { customerId: id, structureIds: [26, 25, 26] }, actor),
    ],
    [
      [['structures.unlinked', [25]]],
      () => bench.core(operations['structures.unlink'], { customerId: id, structureIds: [25] }, actor),
    ],
    [[['removedAt', at]], () => bench.core(operations['customer.remove'], { id }, actor)],
    [[['removedAt', null]], () => bench.core(operations['customer.reactivate'], { id }, actor)],
  ];
  for (const [i, [patch, act]] of steps.entries()) {
    await act();
    const all = await events();
    expect(all).toHaveLength(i + 1);
    expect(all.at(-1)).toEqual([...signed, at, 'customers', id, patch]);
  }
});

test('a new customer leaves its whole creation behind, the number it was given included', async () => {
  const made = await bench.core(operations['customer.create'], { revision: exactly([['name', 'A']]) }, actor);
  expect(await events()).toEqual([
    [
      ...signed,
      made.createdAt,
      'customers',
      made.id,
      [
        ['createdAt', made.createdAt],
        ['number', made.number],
        ['status', 'active'],
        ['name', 'A'],
      ],
    ],
  ]);
});

test('a change that changes nothing leaves no event and no date', async () => {
  const same = await bench.core(
    operations['customer.update'],
    {
      id,
      revision: exactly([
        ['name', 'Old'],
        ['description', 'kept'],
      ]),
    },
    actor,
  );
  await bench.core(operations['structures.unlink'], { customerId: id, structureIds: [25] }, actor);
  expect(same).toMatchObject({ version: 1, name: 'Old' });
  expect(same.updatedAt).toBeUndefined();
  expect(await events()).toEqual([]);
});

test('a change that is refused leaves no event, even beside one that is kept', async () => {
  const refused = bench.core(operations['structures.link'], { customerId: id, structureIds: [25, 404] }, actor);
  const kept = bench.core(operations['structures.link'], { customerId: id, structureIds: [26] }, actor);
  const twice = bench.core(
    operations['customer.create'],
    { revision: exactly([['number', 'e-1']]), structureIds: [25] },
    actor,
  );
  await expect(refused).rejects.toMatchObject({ code: 'structure-unknown' });
  await expect(twice).rejects.toMatchObject({ code: 'number-taken' });
  await kept;
  expect((await events()).map((event) => event.at(-1))).toEqual([[['structures.linked', [26]]]]);
});
