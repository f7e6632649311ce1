import type { Fault } from '../../src/core/fault.js';
import { databaseNames } from '../support/databases.js';
import { openBench, type Bench } from './harness.js';

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no fault',
    (error: unknown) => (error as Fault).code,
  );

const plan = {
  amount: '199',
  startDate: '2026-04-01',
  installments: 4,
  every: { value: 1, unit: 'months' },
} as const;

const customer = { id: 341 };

describe.each(databaseNames)('on %s', (make) => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench(make);
    await bench.put('customers', { id: 341, number: 'A' });
    await bench.put('customers', { id: 342, number: 'B' });
  });

  afterEach(() => bench.close());

  test('a plan is created, read, changed and disabled, with an event each', async () => {
    const created = await bench.run('payment-plan.create', { customer, plan });
    expect(created).toMatchObject({ amount: '199.00', remaining: 4, nextDate: '2026-04-01', enabled: true });
    expect(await bench.run('payment-plan.read', { customer })).toEqual(created);
    const changed = await bench.run('payment-plan.update', { customer, id: created.id, changes: { amount: '99' } });
    expect(changed).toEqual({ ...created, amount: '99.00' });
    const disabled = await bench.run('payment-plan.update', { customer, changes: { enabled: false } });
    expect(disabled).toEqual({ ...changed, enabled: false });
    expect(await bench.run('payment-plan.read', { customer })).toEqual(disabled);
    const events = await bench.rows("select operation from events where subject = 'payment-plans' order by id");
    expect(events).toHaveLength(3);
  });

  test('a customer has one enabled plan at most', async () => {
    const first = await bench.run('payment-plan.create', { customer, plan });
    expect(await codeOf(bench.run('payment-plan.create', { customer, plan }))).toBe('plan-active');
    await bench.run('payment-plan.update', { customer, changes: { enabled: false } });
    const second = await bench.run('payment-plan.create', { customer, plan });
    expect(await bench.run('payment-plan.read', { customer })).toEqual(second);
    const again = { customer, id: first.id, changes: { enabled: true } };
    expect(await codeOf(bench.run('payment-plan.update', again))).toBe('plan-active');
  });

  test('of two plans that come at once one is refused', async () => {
    const both = [plan, plan].map((one) => codeOf(bench.run('payment-plan.create', { customer, plan: one })));
    expect((await Promise.all(both)).sort()).toEqual(['no fault', 'plan-active']);
  });

  test("nobody's plan, another customer's and an unknown customer's are told apart", async () => {
    expect(await codeOf(bench.run('payment-plan.read', { customer }))).toBe('record-unknown');
    const { id } = await bench.run('payment-plan.create', { customer: { id: 342 }, plan });
    expect(await codeOf(bench.run('payment-plan.update', { customer, id, changes: {} }))).toBe('record-unknown');
    expect(await codeOf(bench.run('payment-plan.read', { customer: { id: 9 } }))).toBe('customer-unknown');
    await bench.run('customer.remove', { id: 342 });
    expect(await codeOf(bench.run('payment-plan.read', { customer: { id: 342 } }))).toBe('customer-unknown');
  });

  test('a plan that cannot be is refused, and changes nothing', async () => {
    const bad = { ...plan, amount: '0' };
    expect(await codeOf(bench.run('payment-plan.create', { customer, plan: bad }))).toBe('invalid');
    expect(await codeOf(bench.run('payment-plan.read', { customer }))).toBe('record-unknown');
  });
});
