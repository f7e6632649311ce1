import { Fault } from '../../src/core/fault.js';
import { codeKinds, type CodeKind } from '../../src/core/reference/model.js';
import { migrate } from '../../src/store/migrate.js';
import { openDatabase } from '../../src/store/open.js';
import { createStore } from '../../src/store/store.js';
import { databaseNames, databases } from '../support/databases.js';

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
