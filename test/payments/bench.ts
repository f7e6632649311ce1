import { createEmbeddedGateway } from '../../src/clients/embedded-gateway.js';
import { nothingOutside, type Outside } from '../../src/core/outside.js';
import { exactly } from '../../src/core/customers/revision.js';
import { operations } from '../../src/core/operations.js';
import type { PutMethod } from '../../src/core/payments/put-method.js';
import { createCore } from '../../src/core/run.js';
import { openDatabase } from '../../src/store/open.js';
import { ask, type Row } from '../../src/store/statement.js';
import { createStore } from '../../src/store/store.js';
import { migrate } from '../../src/store/migrate.js';
import { keyRing, newKey } from '../../src/vault/keys.js';
import { createVault } from '../../src/vault/vault.js';
import { databases, type databaseNames } from '../support/databases.js';

/** When everything happens. */
const now = '2026-03-01T08:00:00.000Z';

/** The keys of the bench, as an operator writes them. */
export const keys = newKey('2026');

export const actor = { name: 'tester', channel: 'test', operation: 'test.run' };

const running = new Set<() => Promise<void>>();

/** What a test that failed has left open would keep the run from ending. */
afterAll(async () => void (await Promise.all([...running].map((close) => close()))));

/** A core over a database of a test's own, one customer in it, with keys and the embedded gateway unless told otherwise. */
export async function openBench(name: (typeof databaseNames)[number], outside: Partial<Outside> = {}) {
  const database = await databases[name]();
  const engine = await openDatabase(database.url);
  await migrate(engine);
  const store = createStore(engine);
  const here = { ...nothingOutside, vault: createVault(() => keyRing(keys)), payments: createEmbeddedGateway() };
  const all: Outside = { ...here, ...outside };
  const ids = { number: () => crypto.randomUUID() };
  const core = createCore(store, { now: () => Date.parse(now) }, ids, all);
  const blank = exactly([['externalReference', 'cus1001']]);
  const customer = await core(operations['customer.create'], { revision: blank }, actor);
  const close = async (): Promise<void> => {
    if (!running.delete(close)) return;
    await engine.close();
    await database.drop();
  };
  running.add(close);
  return {
    url: database.url,
    engine,
    store,
    core,
    outside: all,
    customer,
    put: async (method: Omit<PutMethod, 'key' | 'validate'> & Partial<PutMethod>) =>
      core(operations['payment-method.put'], { key: { id: customer.id }, validate: false, ...method }, actor),
    list: async () => (await core(operations['payment-method.list'], { key: { id: customer.id } }, actor)).methods,
    kept: async () => store.read((tx) => tx.paymentMethods.of(customer.id)),
    rows: async (sql: string): Promise<readonly Row[]> =>
      store.read(() => ask({ name: sql.slice(-60), build: (q) => q.raw(sql) })),
    close,
  };
}

export type Bench = Awaited<ReturnType<typeof openBench>>;
