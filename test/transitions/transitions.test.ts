import type { CustomerStatus } from '../../src/core/customers/model.js';
import { operations } from '../../src/core/operations.js';
import { openDatabase } from '../../src/store/open.js';
import { createBench, type Bench } from '../records/harness.js';
import { databaseNames, databases, type TestDatabase } from '../support/databases.js';

const actor = { name: 'tester', channel: 'test', operation: 'test.run' };
const always = { from: '2000-01-01T00:00:00.000Z', until: '2100-01-01T00:00:00.000Z', limit: 100 };

describe.each(databaseNames)('on %s', (kind) => {
  let database: TestDatabase;
  let bench: Bench;

  beforeEach(async () => {
    database = await databases[kind]();
    bench = await createBench(await openDatabase(database.url));
    for (const id of [316, 832])
      await bench.run('record.create', { kind: 'customers', record: { id, name: `C${id}` } });
  });

  afterEach(async () => {
    await bench.close();
    await database.drop();
  });

  const change = (id: number, status: CustomerStatus, at: string) => {
    bench.clock.at = at;
    return bench.core(operations['customer.change-status'], { id, status }, actor);
  };

  const list = async (window: object, reach?: ReadonlySet<number>) => {
    const { items, next } = await bench.core(operations['transition.list'], { ...always, ...window }, actor, reach);
    const shown = items.map(({ transition: { at, previousStatus, newStatus }, customer }) =>
      [customer.id, at.slice(0, 10), previousStatus, newStatus].join(' '),
    );
    return { shown, next };
  };

  test('A change of status leaves a transition: whose, when, from what, into what.', async () => {
    const suspended = await change(316, 'suspended1', '2026-03-02T10:00:00.000Z');
    expect(suspended).toMatchObject({ id: 316, status: 'suspended1', updatedAt: '2026-03-02T10:00:00.000Z' });
    await change(316, 'active', '2026-03-03T10:00:00.000Z');
    expect((await list({})).shown).toEqual(['316 2026-03-02 active suspended1', '316 2026-03-03 suspended1 active']);
  });

  test('The status a customer is in already is no change.', async () => {
    const before = await bench.core(operations['customer.read'], { key: { id: 316 } }, actor);
    expect(await change(316, 'active', '2026-03-02T10:00:00.000Z')).toEqual(before);
    expect(await list({})).toEqual({ shown: [] });
  });

  test('A change of status by way of a record is a transition like any other; one of anything else is none.', async () => {
    await bench.run('record.put', { kind: 'customers', record: { id: 316, name: 'Other', status: 'active' } });
    await bench.run('record.put', { kind: 'customers', record: { id: 316, name: 'Other', status: 'overdue2' } });
    expect((await list({})).shown).toEqual(['316 2026-03-01 active overdue2']);
  });

  test('A status that is refused leaves nothing.', async () => {
    const refused = change(404, 'suspended1', '2026-03-02T10:00:00.000Z');
    await expect(refused).rejects.toMatchObject({ code: 'customer-unknown' });
    expect((await list({})).shown).toEqual([]);
  });

  test('A window holds its first instant and not its last, in order of time and then of id.', async () => {
    const kept = [
      { id: 9, customerId: 832, at: '2010-11-02T00:00:00Z' },
      { id: 7, customerId: 316, at: '2010-11-03T00:00:00Z' },
      { id: 8, customerId: 316, at: '2010-11-02T00:00:00Z' },
      { id: 6, customerId: 316, at: '2010-11-01T23:59:59.999Z' },
    ];
    const statuses = { previousStatus: 'active', newStatus: 'overdue1' } as const;
    for (const one of kept) await bench.run('record.put', { kind: 'transitions', record: { ...one, ...statuses } });
    const window = { from: '2010-11-02T00:00:00.000Z', until: '2010-11-03T00:00:00.000Z' };
    expect((await list(window)).shown).toEqual(['316 2010-11-02 active overdue1', '832 2010-11-02 active overdue1']);
    const later = await change(832, 'overdue1', '2026-03-02T10:00:00.000Z');
    expect(later.status).toBe('overdue1');
    expect((await list({ from: '2026-01-01T00:00:00.000Z' })).shown).toEqual(['832 2026-03-02 active overdue1']);
  });

  test('Page by page there are all of them, once each.', async () => {
    for (const status of ['overdue1', 'overdue2', 'overdue3', 'suspended1', 'active'] as const) {
      await change(316, status, '2026-03-02T10:00:00.000Z');
    }
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, after: first.next });
    const third = await list({ limit: 2, after: second.next });
    const words = [...first.shown, ...second.shown, ...third.shown].map((line) => line.split(' ').at(-1));
    expect(words).toEqual(['overdue1', 'overdue2', 'overdue3', 'suspended1', 'active']);
    expect(third.next).toBeUndefined();
    await expect(list({ after: 'nowhere' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('Whoever may reach some customers sees the transitions of those.', async () => {
    await change(316, 'overdue1', '2026-03-02T10:00:00.000Z');
    await change(832, 'overdue1', '2026-03-02T10:00:00.000Z');
    expect((await list({}, new Set([832, 5]))).shown).toEqual(['832 2026-03-02 active overdue1']);
    expect((await list({}, new Set())).shown).toEqual([]);
  });

  test('Of a removed customer no transition is shown; of one that is gone for good none is left.', async () => {
    await change(316, 'overdue1', '2026-03-02T10:00:00.000Z');
    await bench.core(operations['customer.remove'], { id: 316 }, actor);
    expect((await list({})).shown).toEqual([]);
    await bench.core(operations['customer.reactivate'], { id: 316 }, actor);
    expect((await list({})).shown).toHaveLength(1);
    await bench.run('record.remove', { kind: 'customers', id: 316 });
    expect(await bench.run('record.list', { kind: 'transitions', after: 0, limit: 10 })).toEqual([]);
  });
});
