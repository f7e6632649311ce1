import type { Work } from '../change.js';
import { Fault } from '../fault.js';
import type { Transaction } from '../ports.js';
import type { PaymentPlan } from './plan.js';

/**
 * A customer's plan: the one with this id; without one the enabled plan, else the last there was.
 * Faults: record-unknown.
 */
export function* planOf(tx: Transaction, customerId: number, id?: number): Work<PaymentPlan> {
  const plans = yield* tx.billing.plansOf(customerId);
  const plan =
    id === undefined ? (plans.find(({ enabled }) => enabled) ?? plans.at(-1)) : plans.find((one) => one.id === id);
  if (!plan) throw new Fault('record-unknown', id === undefined ? {} : { key: id });
  return plan;
}
