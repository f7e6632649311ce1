import { Fault } from '../../src/core/fault.js';
import { exactly } from '../../src/core/customers/revision.js';
import { operations } from '../../src/core/operations.js';
import { applied, type Patch } from '../../src/core/patch.js';
import { codeKinds, type CodeKind } from '../../src/core/reference/model.js';
import { createCore } from '../../src/core/run.js';
import { migrate } from '../../src/store/migrate.js';
import { openDatabase } from '../../src/store/open.js';
import { ask, type Statement } from '../../src/store/statement.js';
import { createStore } from '../../src/store/store.js';
import { databaseNames, databases } from '../support/databases.js';

const actor = { name: 'tester', channel: 'test', operation: 'test.run' };

const events: Statement = {
  name: 'test events of customers',
  build: (q) => q('events').select('patch').where('subject', 'customers').orderBy('id'),
};

describe.each(databaseNames)('on %s', (database) => {
  async function withStore(body: (store: ReturnType<typeof createStore>) => Promise<void>): Promise<void> {
    const own = await databases[database]();
    const engine = await openDatabase(own.url);
    await migrate(engine);
    await body(createStore(engine)).finally(async () => {
      await engine.close();
      await own.drop();
    });
  }

  test('a code is found in any letter case, in its own table only, and given once', async () => {
    await withStore(async (store) => {
      for (const kind of codeKinds) {
        const kept = await store.change((tx) => tx.records[kind].insert({ code: 'Net30' }));
        const find = (within: CodeKind, code: string) => store.read((tx) => tx.codes.find(within, code));
        expect(await find(kind, 'NET30')).toEqual(kept);
        expect(await find(kind, 'NET')).toBeUndefined();
        const again = store.change((tx) => tx.records[kind].insert({ code: 'nET30 ' }));
        await expect(again).rejects.toEqual(expect.objectContaining({ code: 'code-taken' }));
        await expect(again).rejects.toBeInstanceOf(Fault);
      }
    });
  });

  test('a customer that is made with a bill, and a new bill that becomes primary, are the sum of their events', async () => {
    await withStore(async (store) => {
      const core = createCore(store, { now: () => Date.UTC(2026, 2, 1) }, { number: () => 'N-1' });
      const paths = new Set(['addresses.billing.city']);
      const made = await core(
        operations['customer.create-coded'],
        {
          revision: exactly([['addresses.billing.city', 'Salem']]),
          codes: [],
          bill: { given: true, paths },
          master: { path: 'extras.any.master', account: () => ({ code: 'M' }) },
        },
        actor,
      );
      expect(made).toMatchObject({ id: 1, billId: 1, version: 2 });
      const city = (customerId: number, name: string) => ({
        ...{ customerId, primary: true, codes: [] },
        revision: exactly([['addresses.billing.city', name]]),
      });
      const { bill, customer } = await core(operations['bill.create'], city(made.id, 'Roanoke'), actor);
      expect(bill).toEqual({ id: 2, customerId: 1, addresses: { billing: { city: 'Roanoke' } } });
      expect(customer).toMatchObject({ billId: 2, version: 3, addresses: { billing: { city: 'Roanoke' } } });
      expect(await store.read((tx) => tx.bills.of(1))).toEqual([
        { id: 1, customerId: 1, addresses: { billing: { city: 'Salem' } } },
        { id: 2, customerId: 1 },
      ]);
      const patches = await store.read(() => ask(events));
      const summed = patches.reduce<object>((sum, [patch]) => applied(sum, JSON.parse(String(patch)) as Patch), {});
      expect(patches).toHaveLength(3);
      expect(summed).toMatchObject({ billId: 2, addresses: { billing: { city: 'Roanoke' } } });
    });
  });

  test('the bills of a customer are found in order of id', async () => {
    await withStore(async (store) => {
      const [one, other] = await store.change(function* (tx) {
        const customer = { version: 1, status: 'active', createdAt: '2026-03-01T08:00:00.000Z' } as const;
        const first = yield* tx.customers.insert({ ...customer, number: 'A' });
        const second = yield* tx.customers.insert({ ...customer, number: 'B' });
        yield* tx.records.bills.insert({ id: 9, customerId: first.id });
        yield* tx.records.bills.insert({ id: 4, customerId: first.id, type: 'business' });
        return [first.id, second.id] as const;
      });
      expect(await store.read((tx) => tx.bills.of(one))).toEqual([
        { id: 4, customerId: one, type: 'business' },
        { id: 9, customerId: one },
      ]);
      expect(await store.read((tx) => tx.bills.of(other))).toEqual([]);
    });
  });
});
