import { Fault, type Problem } from '../fault.js';
import { nextAfter, plusDays, type Period } from './calendar.js';

/** How a customer pays off what it owes: in installments, on days that follow each other at equal distances. */
export interface PaymentPlan {
  readonly id: number;
  readonly customerId: number;
  /** Of one installment; a decimal with two places. */
  readonly amount: string;
  /** The day of the first installment. */
  readonly startDate: string;
  /** How many there are altogether. */
  readonly installments: number;
  /** How many are left. */
  readonly remaining: number;
  readonly every: Period;
  /** The day of the next installment, where there is one. */
  readonly nextDate?: string;
  /** From which day the next ones are counted, where somebody moved one of them. */
  readonly countedFrom?: string;
  /** Whether an installment is never more than what the customer owes. */
  readonly onlyIfOwed: boolean;
  /** A customer has one plan at most that is. */
  readonly enabled: boolean;
}

/** A plan as it comes in: what is left open of it is as at its beginning. */
export type NewPlan = Omit<PaymentPlan, 'id' | 'remaining' | 'onlyIfOwed' | 'enabled'> &
  Partial<Pick<PaymentPlan, 'id' | 'remaining' | 'onlyIfOwed' | 'enabled'>>;

/** What can be changed of a plan. */
export interface PlanChanges extends Partial<Omit<PaymentPlan, 'id' | 'customerId' | 'countedFrom' | 'every'>> {
  readonly every?: Partial<Period>;
}

const problemsOf = ({ amount, remaining, installments }: PaymentPlan): readonly Problem[] => [
  ...(Number(amount) > 0 ? [] : [{ member: 'amount', rule: 'positive', value: amount }]),
  ...(remaining <= installments
    ? []
    : [{ member: 'remaining', rule: 'maximum', value: remaining, limit: installments }]),
];

/** The plan, all of whose installments that are left have a day. Faults: invalid. */
function checked(plan: PaymentPlan): PaymentPlan {
  const problems = problemsOf(plan);
  if (problems.length > 0) throw new Fault('invalid', { problems });
  if (plan.remaining > 0) return { ...plan, nextDate: plan.nextDate ?? plan.startDate };
  const { nextDate: _none, ...rest } = plan;
  return { ...rest, enabled: false };
}

/** A whole plan. Faults: invalid. */
export function begun<P extends NewPlan>(plan: P): P & PaymentPlan {
  const { remaining = plan.installments, onlyIfOwed = true, enabled = true } = plan;
  return checked({ ...plan, remaining, onlyIfOwed, enabled } as P & PaymentPlan) as P & PaymentPlan;
}

/** The day after which installments are counted, once one was moved by hand. */
function counted(plan: PaymentPlan): PaymentPlan {
  const { nextDate, startDate, every } = plan;
  const { countedFrom = startDate, ...rest } = plan;
  if (nextDate === undefined) return plan;
  const isRegular = nextDate === startDate || nextDate === nextAfter(plusDays(nextDate, -1), countedFrom, every);
  return isRegular ? plan : { ...rest, countedFrom: nextDate };
}

/**
 * The plan after changes. Who moves the beginning of a plan of which nothing is paid yet moves its next day too; who
 * changes how many installments there are changes how many are left. Faults: invalid.
 */
export function changedPlan(plan: PaymentPlan, changes: PlanChanges): PaymentPlan {
  const next = { ...plan, ...changes, every: { ...plan.every, ...changes.every } };
  const isUntouched = plan.remaining === plan.installments && plan.nextDate === plan.startDate;
  const moved = isUntouched && next.nextDate === plan.nextDate ? next.startDate : next.nextDate;
  const more = next.remaining === plan.remaining ? next.installments - plan.installments : 0;
  const remaining = Math.max(0, next.remaining + more);
  return counted(checked({ ...next, remaining, ...(moved !== undefined && { nextDate: moved }) }));
}

/** The plan after an installment, taken on `day`: one less, the next one later than that. The last one ends the plan. */
export function afterInstallment(plan: PaymentPlan, day: string): PaymentPlan {
  const { nextDate = day, countedFrom = plan.startDate, every } = plan;
  const next = nextAfter(nextDate > day ? nextDate : day, countedFrom, every);
  return checked({ ...plan, remaining: plan.remaining - 1, nextDate: next });
}
