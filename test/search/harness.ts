import type { Customer } from '../../src/core/customers/model.js';
import { shownName } from '../../src/core/customers/shown-name.js';
import type { ServiceNumber } from '../../src/core/network/model.js';
import { operations } from '../../src/core/operations.js';
import type { Page } from '../../src/core/page.js';
import type { KeptRecord } from '../../src/core/records/inputs.js';
import { recordsOf } from '../../src/core/records/kept.js';
import type { Kind } from '../../src/core/records/kinds.js';
import { operations as recordOperations } from '../../src/core/records/operations.js';
import { createCore, type Core } from '../../src/core/run.js';
import { folded, sortKey } from '../../src/core/text-keys.js';
import type { Engine } from '../../src/store/engine.js';
import { migrate } from '../../src/store/migrate.js';
import { openDatabase } from '../../src/store/open.js';
import { ask, type Row } from '../../src/store/statement.js';
import { createStore, type Store } from '../../src/store/store.js';
import { databases } from '../support/databases.js';

export const actor = { name: 'tester', channel: 'test', operation: 'test.run' };

export interface Searched {
  readonly term?: string;
  readonly reach?: ReadonlySet<number> | undefined;
  /** How many a page holds. */
  readonly limit?: number;
}

/** A customer as a search shows it. */
export interface Shown {
  readonly id: number;
  readonly name: string;
  readonly numbers: readonly string[];
}

type ShownPage = Page<Shown>;

/** A database of its own with the core over it, and what every search there should answer. */
export interface Bench {
  readonly engine: Engine;
  readonly store: Store;
  readonly core: Core;
  readonly put: (kind: Kind, record: object) => Promise<unknown>;
  readonly drop: (kind: Kind, id: number) => Promise<unknown>;
  readonly remove: (id: number) => Promise<unknown>;
  readonly reactivate: (id: number) => Promise<unknown>;
  readonly page: (searched: Searched, after?: string) => Promise<ShownPage>;
  /** All pages, one after the other. */
  readonly all: (searched: Searched) => Promise<readonly Shown[]>;
  /** The ids of them. */
  readonly ids: (term?: string) => Promise<readonly number[]>;
  /** What `all` should answer, found out by looking at every record. */
  readonly naive: (searched: Searched) => Promise<readonly Shown[]>;
  readonly rows: (sql: string) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
}

const everything = { after: 0, limit: 1_000_000 };

const keyOf = ({ name }: Shown): Buffer => Buffer.from(sortKey(folded(name)));

const byKey = (a: Shown, b: Shown): number => Buffer.compare(keyOf(a), keyOf(b)) || a.id - b.id;

const holds = (text: string, term: string): boolean => folded(text).includes(folded(term));

function filtered(customers: readonly Customer[], numbers: readonly ServiceNumber[], { term = '', reach }: Searched) {
  return customers
    .filter(({ id, removedAt }) => removedAt === undefined && (!reach || reach.has(id)))
    .map((customer) => ({
      id: customer.id,
      name: shownName(customer),
      numbers: numbers.filter((one) => one.customerId === customer.id && !one.disconnectedAt).map((one) => one.number),
    }))
    .filter((one) => [one.name, ...one.numbers].some((text) => holds(text, term)))
    .sort(byKey);
}

function createBench(engine: Engine, drop: () => Promise<void>): Bench {
  const store = createStore(engine);
  const core = createCore(store, { now: () => Date.UTC(2026, 2) }, { number: () => `N-${(numbers += 1)}` });
  let numbers = 0;

  const page: Bench['page'] = async ({ term, reach, limit = 3 }, after) => {
    const { items, ...rest } = await core(operations['customer.search'], { term, after, limit }, actor, reach);
    const shown = items.map(({ customer, serviceNumbers }) => ({
      id: customer.id,
      name: shownName(customer),
      numbers: serviceNumbers,
    }));
    return { items: shown, ...rest };
  };
  const all: Bench['all'] = async (searched) => {
    const found: Shown[] = [];
    for (let after: string | undefined; ;) {
      const { items, next } = await page(searched, after);
      found.push(...items);
      if (next === undefined) return found;
      expect(items).toHaveLength(searched.limit ?? 3);
      after = next;
    }
  };
  const listed = async (kind: Kind) => store.read((tx) => recordsOf(tx, kind).list(everything.after, everything.limit));

  return {
    engine,
    store,
    core,
    put: async (kind, record) => core(recordOperations['record.put'], { kind, record: record as KeptRecord }, actor),
    drop: async (kind, id) => core(recordOperations['record.remove'], { kind, id }, actor),
    remove: async (id) => core(operations['customer.remove'], { id }, actor),
    reactivate: async (id) => core(operations['customer.reactivate'], { id }, actor),
    page,
    all,
    ids: async (term) => (await all(term === undefined ? {} : { term })).map(({ id }) => id),
    naive: async (searched) =>
      filtered(
        (await listed('customers')) as readonly Customer[],
        (await listed('service-numbers')) as readonly ServiceNumber[],
        searched,
      ),
    rows: async (sql) =>
      engine.read(function* () {
        return yield* ask({ name: sql.slice(0, 60), build: (q) => q.raw(sql) });
      }),
    close: async () => {
      await engine.close();
      await drop();
    },
  };
}

/** An empty database of this sort. */
export async function openBench(name: keyof typeof databases): Promise<Bench> {
  const database = await databases[name]();
  const engine = await openDatabase(database.url);
  await migrate(engine);
  return createBench(engine, () => database.drop());
}
