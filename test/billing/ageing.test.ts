import type { AgeingStep } from '../../src/core/billing/ageing.js';
import { age } from '../../src/core/billing/age.js';
import { readAgeing, replaceAgeing } from '../../src/core/billing/ageing-steps.js';
import type { Fault } from '../../src/core/fault.js';
import { databaseNames } from '../support/databases.js';
import { actor, openBench, type Bench } from './harness.js';

const steps = [
  { days: 15, status: 'overdue1' },
  { days: 30, status: 'overdue2' },
  { days: 60, status: 'suspended1' },
] as const;

describe.each(databaseNames)('on %s', (make) => {
  let bench: Bench;

  const setSteps = async (all: readonly AgeingStep[]) => bench.core(replaceAgeing, { steps: all }, actor);

  beforeEach(async () => {
    bench = await openBench(make);
    await bench.put('customers', { id: 341, number: 'A' });
    await setSteps(steps);
  });

  afterEach(() => bench.close());

  const owing = (dueDate: string, id = 1) =>
    bench.put('invoices', { id, customerId: 341, amount: '10', date: '2026-01-01', dueDate });
  const ageOn = async (day: string) => bench.core(age, { customerIds: [341], day }, actor);
  const status = async () => (await bench.run('customer.read', { key: { id: 341 } })).status;
  const pay = (id: number, amount: string, day: string) => {
    bench.clock.at = `${day}T12:00:00.000Z`;
    return bench.put('payments', { id, customerId: 341, amount, date: day });
  };

  test('who falls behind goes from step to step, each once, and every step is a transition', async () => {
    await owing('2026-01-31');
    const seen: string[] = [];
    for (const day of ['2026-02-14', '2026-02-15', '2026-02-16', '2026-03-02', '2026-04-01', '2026-06-01']) {
      await ageOn(day);
      seen.push(await status());
    }
    expect(seen).toEqual(['active', 'overdue1', 'overdue1', 'overdue2', 'suspended1', 'suspended1']);
    const transitions = await bench.rows('select doc from transitions order by id');
    expect(transitions.map(([doc]) => (JSON.parse(String(doc)) as { newStatus: string }).newStatus)).toEqual([
      'overdue1',
      'overdue2',
      'suspended1',
    ]);
  });

  test('days that were missed lead to the last step at once', async () => {
    await owing('2026-01-31');
    expect(await ageOn('2026-05-01')).toBe(1);
    expect(await status()).toBe('suspended1');
  });

  test('who catches up is active again, suspended by ageing or not', async () => {
    for (const [id, day, then] of [
      [1, '2026-02-20', 'overdue1'],
      [2, '2026-05-01', 'suspended1'],
    ] as const) {
      await owing('2026-01-31', id);
      await ageOn(day);
      expect(await status()).toBe(then);
      await pay(id * 10, '9.99', day);
      expect(await status()).toBe(then);
      await pay(id * 10 + 1, '0.01', day);
      expect(await status()).toBe('active');
    }
  });

  test('whom a person suspended stays so, whatever is paid', async () => {
    await owing('2026-01-31');
    await bench.run('customer.change-status', { id: 341, status: 'suspended2' });
    expect(await ageOn('2026-05-01')).toBe(0);
    await pay(1, '10', '2026-05-01');
    expect(await status()).toBe('suspended2');
  });

  test('whom a person has activated is not put back for the same step', async () => {
    await owing('2026-01-31');
    await ageOn('2026-05-01');
    await bench.run('customer.change-status', { id: 341, status: 'active' });
    await ageOn('2026-05-02');
    expect(await status()).toBe('active');
  });

  test('ageing makes no status milder, and leaves quotes, removed customers and those who owe nothing yet alone', async () => {
    await owing('2026-01-31');
    await bench.run('customer.change-status', { id: 341, status: 'overdue3' });
    await ageOn('2026-03-02');
    expect(await status()).toBe('overdue3');
    await bench.run('customer.change-status', { id: 341, status: 'quote' });
    await ageOn('2026-05-01');
    expect(await status()).toBe('quote');
    await bench.run('customer.remove', { id: 341 });
    expect(await ageOn('2026-05-01')).toBe(0);
  });

  test('without steps nobody ages', async () => {
    await setSteps([]);
    await owing('2026-01-31');
    expect(await ageOn('2026-05-01')).toBe(0);
    expect(await status()).toBe('active');
  });

  test('steps are kept in order; two on one day, or a later one that is milder, are refused', async () => {
    expect(await setSteps([...steps].reverse())).toEqual(steps);
    expect(await bench.core(readAgeing, {}, actor)).toEqual(steps);
    const bad: readonly (readonly AgeingStep[])[] = [
      [steps[0], { ...steps[1], days: 15 }],
      [steps[0], { days: 40, status: 'overdue1' }],
    ];
    for (const one of bad) {
      const refused = setSteps(one).then(
        () => 'no fault',
        (error: unknown) => (error as Fault).code,
      );
      expect(await refused).toBe('invalid');
    }
    expect(await bench.core(readAgeing, {}, actor)).toEqual(steps);
  });

  test('those who have something due are listed by day, then by customer, in parts', async () => {
    await bench.put('customers', { id: 342, number: 'B' });
    await owing('2026-01-31');
    await bench.put('invoices', { id: 5, customerId: 342, amount: '1', date: '2026-01-01', dueDate: '2026-01-30' });
    await bench.put('invoices', { id: 6, customerId: 342, amount: '1', date: '2026-01-01', dueDate: '2026-06-30' });
    const [first] = await bench.store.read((tx) => tx.billing.due('2026-02-01', undefined, 1));
    expect(first).toMatchObject({ customerId: 342, day: '2026-01-30' });
    const rest = await bench.store.read((tx) => tx.billing.due('2026-02-01', first, 10));
    expect(rest).toEqual([{ customerId: 341, day: '2026-01-31', agedDays: undefined }]);
  });
});
