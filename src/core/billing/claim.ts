import { Decimal } from 'decimal.js';
import type { Work } from '../change.js';
import type { Transaction } from '../ports.js';
import type { Claim } from './charge.js';
import { noFinancials } from './model.js';
import { money } from './money.js';
import type { PaymentPlan } from './plan.js';

/** What an installment comes to: not more than what is owed, where the plan says so, and never less than nothing. */
function installment({ amount, onlyIfOwed }: PaymentPlan, outstanding: string): string {
  return onlyIfOwed ? money(Decimal.max(0, Decimal.min(amount, outstanding))) : amount;
}

/** A customer's plan and what it, or else an invoice, has coming due. */
export interface Claimed {
  /** The plan that keeps invoices from being charged whole. */
  readonly plan?: PaymentPlan | undefined;
  readonly claim?: Claim | undefined;
}

/**
 * What is to be charged to a customer by a day: the installment of its plan, which may come to nothing, while a plan is
 * enabled; else what is left of the invoice that is due first.
 */
export function* claimOn(tx: Transaction, customerId: number, day: string): Work<Claimed> {
  const plan = (yield* tx.billing.plansOf(customerId)).find(({ enabled }) => enabled);
  const balance = yield* tx.billing.balanceOf(customerId);
  if (plan) {
    const { outstandingBalance } = balance?.financials ?? noFinancials;
    const { nextDate: dueDate = day } = plan;
    if (dueDate > day) return { plan };
    return { plan, claim: { amount: installment(plan, outstandingBalance), dueDate, planId: plan.id } };
  }
  const first = balance?.open[0];
  if (!first || first.dueDate > day) return {};
  return { claim: { amount: first.amount, dueDate: first.dueDate, invoiceId: first.invoiceId } };
}
