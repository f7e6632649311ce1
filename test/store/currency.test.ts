import { openBench, type Bench } from '../billing/harness.js';
import { down, up } from '../../migrations/0012-currency.js';
import { databaseNames } from '../support/databases.js';

describe.each(databaseNames)('on %s', (name) => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench(name);
  });

  afterEach(() => bench.close());

  test("the currency that a dialect kept for itself becomes the customer's, and goes back", async () => {
    const read = async (id: number) => bench.run('customer.read', { key: { id } });
    await bench.put('customers', { id: 1, number: 'A', extras: { one: { note: 'x' }, other: { currency: 'EUR' } } });
    await bench.put('customers', { id: 2, number: 'B', extras: { one: { note: 'currency' } } });
    await bench.put('customers', { id: 3, number: 'C' });
    const before = [await read(1), await read(2), await read(3)];
    await up(bench.engine.knex());
    expect([await read(1), await read(2), await read(3)]).toEqual([
      { ...before[0], currency: 'EUR' },
      ...before.slice(1),
    ]);
    await down(bench.engine.knex());
    expect([await read(1), await read(2), await read(3)]).toEqual(before);
  });
});
