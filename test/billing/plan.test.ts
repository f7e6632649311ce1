import fc from 'fast-check';
import { nextAfter, periodUnits, plusPeriods } from '../../src/core/billing/calendar.js';
import { afterInstallment, begun, changedPlan, type PaymentPlan } from '../../src/core/billing/plan.js';
import { Fault } from '../../src/core/fault.js';

const monthly = { value: 1, unit: 'months' } as const;

const plan = (rest: Partial<PaymentPlan> = {}): PaymentPlan =>
  begun({
    id: 1,
    customerId: 341,
    amount: '199.00',
    startDate: '2026-01-31',
    installments: 4,
    every: monthly,
    ...rest,
  });

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const period = fc.record({ value: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom(...periodUnits) });

test('a monthly plan that begins on the last of January is due on the last of each month', () => {
  const days: (string | undefined)[] = [];
  let at = plan();
  while (at.enabled) {
    days.push(at.nextDate);
    at = afterInstallment(at, at.nextDate ?? '');
  }
  expect(days).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
  expect(at).toMatchObject({ remaining: 0, enabled: false });
  expect(at).not.toHaveProperty('nextDate');
});

test('an installment that is taken late leaves the days of the others as they were', () => {
  const second = afterInstallment(plan(), '2026-01-31');
  expect(afterInstallment(second, '2026-03-03')).toMatchObject({ nextDate: '2026-03-31', remaining: 2 });
});

test('installments that were missed altogether are not all taken at once', () => {
  expect(afterInstallment(plan(), '2026-07-15')).toMatchObject({ nextDate: '2026-07-31', remaining: 3 });
});

test.each([
  ['days', 10, '2026-02-10'],
  ['weeks', 2, '2026-02-14'],
  ['months', 1, '2026-02-28'],
  ['quarters', 1, '2026-04-30'],
  ['years', 1, '2027-01-31'],
] as const)('periods are counted in %s', (unit, value, next) => {
  expect(afterInstallment(plan({ every: { value, unit } }), '2026-01-31').nextDate).toBe(next);
});

test('the next day is later, a whole number of periods after the first, and none lies between', () => {
  fc.assert(
    fc.property(day, day, period, (start, after, every) => {
      const next = nextAfter(after, start, every);
      expect(next > after).toBe(true);
      const times = Array.from({ length: 40_000 }, (_, k) => k).find((k) => plusPeriods(start, every, k) >= next) ?? -1;
      expect(plusPeriods(start, every, times)).toBe(next);
      if (times > 0) expect(plusPeriods(start, every, times - 1) <= after).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('what is left open of a plan is as at its beginning', () => {
  expect(plan()).toMatchObject({ remaining: 4, nextDate: '2026-01-31', onlyIfOwed: true, enabled: true });
});

test('a plan that is changed keeps what was not', () => {
  const late = afterInstallment(plan(), '2026-01-31');
  expect(changedPlan(late, { amount: '99.00' })).toEqual({ ...late, amount: '99.00' });
  expect(changedPlan(late, { installments: 6 })).toMatchObject({ installments: 6, remaining: 5 });
  expect(changedPlan(late, { installments: 6, remaining: 2 })).toMatchObject({ remaining: 2 });
  expect(changedPlan(late, { installments: 1 })).toMatchObject({ remaining: 0, enabled: false });
});

test('the day of the first installment moves with the beginning, until something is paid', () => {
  expect(changedPlan(plan(), { startDate: '2026-02-15' }).nextDate).toBe('2026-02-15');
  expect(changedPlan(plan(), { startDate: '2026-02-15', nextDate: '2026-01-31' }).nextDate).toBe('2026-02-15');
  const late = afterInstallment(plan(), '2026-01-31');
  expect(changedPlan(late, { startDate: '2026-01-30' }).nextDate).toBe('2026-02-28');
});

test('once a day is moved by hand the others are counted from it', () => {
  const moved = changedPlan(afterInstallment(plan(), '2026-01-31'), { nextDate: '2026-03-15' });
  expect(afterInstallment(moved, '2026-03-15').nextDate).toBe('2026-04-15');
  expect(changedPlan(moved, { amount: '1.00' })).toMatchObject({ nextDate: '2026-03-15', countedFrom: '2026-03-15' });
});

function problemMembers(change: () => unknown): readonly string[] {
  try {
    change();
    return [];
  } catch (error) {
    return ((error as Fault).details.problems ?? []).map(({ member }) => member);
  }
}

test.each([
  [{ amount: '0.00' }, 'amount'],
  [{ remaining: 5 }, 'remaining'],
])('a plan that cannot be is refused: %j', (changes, member) => {
  const change = (): unknown => changedPlan(plan(), changes);
  expect(change).toThrow(Fault);
  expect(problemMembers(change)).toEqual([member]);
});
