import type { Period } from '../../../src/core/billing/calendar.js';
import type { NewPlan, PlanChanges } from '../../../src/core/billing/plan.js';
import { Fault } from '../../../src/core/fault.js';
import { isDay } from '../wire/dates.js';
import type { BluPaymentPlan } from '../wire/generated.js';
import { createReader, defined, like, type Element, type TextForm } from './elements.js';

const day: TextForm = { rule: 'typeMismatch', fits: isDay, limit: 'Date' };
const truth = like('typeMismatch', /^(?:true|false)$/i, 'Boolean');
const amount = like('matches', /^(?=.*[1-9])\d{1,12}(?:\.\d{1,2})?$/, 'an amount above 0 with two decimals');

/** A whole number from one to another, zeros before it apart. */
const whole = (least: number, most: number): TextForm => ({
  rule: 'range',
  fits: (text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most,
  limit: `${least}] to [${most}`,
});

const mostInstallments = 10_000;

/** "options are Days | Weeks | Months | Quarters | Years". */
const units: Readonly<Record<string, Period['unit']>> = {
  Days: 'days',
  Weeks: 'weeks',
  Months: 'months',
  Quarters: 'quarters',
  Years: 'years',
};

const unit: TextForm = { rule: 'enum', fits: (text) => Object.hasOwn(units, text) };

/** Each element of a plan, how it is written, and what becomes of it. Faults: invalid, with every problem at once. */
function read(plan: BluPaymentPlan, required: boolean) {
  const reader = createReader('paymentPlan', plan as Element);
  const needed = (member: keyof BluPaymentPlan, form: TextForm): string | undefined =>
    required || plan[member] !== undefined ? reader.required(member, form) : undefined;
  const truthOf = (member: string): boolean | undefined => {
    const text = reader.optional(member, truth);
    return text === undefined ? undefined : text.toLowerCase() === 'true';
  };
  const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
  const given = {
    onlyIfOwed: truthOf('chargeOnlyIfBalanceOwed'),
    amount: needed('chargeAmount', amount),
    startDate: needed('startDate', day),
    nextDate: reader.optional('nextPaymentDate', day),
    installments: numberOf(needed('totalNumberOfInstallments', whole(1, mostInstallments))),
    remaining: numberOf(reader.optional('remainingInstallments', whole(0, mostInstallments))),
    enabled: truthOf('isEnabled'),
  };
  const period = defined({
    value: numberOf(needed('frequencyValue', whole(1, 1000))),
    unit: units[needed('frequencyUnits', unit) ?? ''],
  });
  if (reader.problems.length > 0) throw new Fault('invalid', { problems: reader.problems });
  return { given: defined(given), period };
}

/** A new plan: what the document's payload of 4.1.10 holds must be there. Faults: invalid. */
export function newPlanIn(plan: BluPaymentPlan): Omit<NewPlan, 'id' | 'customerId'> {
  const { given, period } = read(plan, true);
  return { ...given, every: period } as Omit<NewPlan, 'id' | 'customerId'>;
}

/** What is to be changed of a plan: whatever was sent. Faults: invalid. */
export function planChangesIn(plan: BluPaymentPlan): PlanChanges {
  const { given, period } = read(plan, false);
  return { ...given, ...(Object.keys(period).length > 0 && { every: period }) };
}
