import { createCustomerSearch } from '../../src/store/customer-search.js';
import { compile, type Question } from '../../src/store/statement.js';
import { openBench, type Bench } from './harness.js';

let bench: Bench;

beforeEach(async () => {
  bench = await openBench('sqlite');
});

afterEach(() => bench.close());

const segments = async (): Promise<unknown> =>
  (await bench.rows('select count(distinct segid) from customer_text_idx'))[0]?.[0];

const rowids = async (table: string): Promise<readonly unknown[]> =>
  (await bench.rows(`select rowid from ${table} order by rowid`)).map(([id]) => id);

test('the trigram index holds a row for each customer that can be found and each connected number, and no other', async () => {
  for (const id of [1, 2, 3]) await bench.put('customers', { id, name: `Name ${id}` });
  for (const id of [1, 2, 3]) await bench.put('service-numbers', { id, customerId: id, number: `080${id}` });
  await bench.remove(2);
  await bench.drop('service-numbers', 3);
  await bench.drop('customers', 3);
  await bench.put('customers', { id: 1, name: 'Another' });
  expect([await rowids('customer_text'), await rowids('number_text')]).toEqual([[1], [1]]);
});

test('a change that fails leaves no row in the trigram index, alone or among others', async () => {
  const failing = (id: number) =>
    bench.store.change(function* (tx) {
      yield* tx.records.customers.insert({ id, name: `Failing ${id}` });
      yield* tx.records['service-numbers'].insert({ id, customerId: id, number: `080${id}` });
      throw new Error('a bug');
    });
  await Promise.allSettled([failing(1)]);
  await Promise.allSettled([failing(2), bench.put('customers', { id: 3, name: 'Kept' }), failing(4)]);
  expect([await rowids('customer_text'), await rowids('number_text')]).toEqual([[3], []]);
});

test('many small commits are merged soon after, without being asked to', async () => {
  for (let id = 1; id <= 40; id++) await bench.put('customers', { id, name: `Name ${id}` });
  // Each commit has made one of its own.
  for (let tries = 0; tries < 400 && Number(await segments()) > 8; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await segments()).toBeLessThanOrEqual(8);
  expect(await bench.ids('name')).toHaveLength(40);
});

/** How each statement of a search is answered, as the database plans it. */
async function plans(term: string, pace?: Parameters<typeof createCustomerSearch>[0]): Promise<readonly string[]> {
  const asked: Question[] = [];
  const search = createCustomerSearch(pace);
  await bench.store.read(function* () {
    const work = search({ term, limit: 5 });
    let step = work.next();
    while (!step.done) {
      asked.push(step.value as unknown as Question);
      step = work.next(yield step.value);
    }
  });
  const knex = bench.engine.knex();
  return Promise.all(
    asked.map(async ({ statement, given }) => {
      const { sql, values } = compile(knex, statement);
      const steps: unknown = await knex.raw(`explain query plan ${sql}`, values(given) as string[]);
      return (steps as readonly { readonly detail: string }[]).map(({ detail }) => detail).join('\n');
    }),
  );
}

test.each(['', 'na', 'name', 'nothing'])('a search for “%s” reads no table from one end to the other', async (term) => {
  for (let id = 1; id <= 60; id++) {
    await bench.put('customers', { id, name: `Name ${id}` });
    await bench.put('service-numbers', { id, customerId: id, number: `name ${id}` });
  }
  const all = [...(await plans(term)), ...(await plans(term, { rows: 10, mostRows: 20, fewHits: 3, mostHits: 5 }))];
  for (const plan of all) expect(plan).not.toMatch(/SCAN (?:customers|customer_names|service_numbers|n|s)\b/);
  expect(all.join('\n')).toMatch(/customer_names_shown|n USING INTEGER PRIMARY KEY/);
});
