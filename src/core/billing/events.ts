import type { EventName } from '../notify/model.js';
import type { Kind } from '../records/kinds.js';
import type { ChargeRecord } from './charge.js';
import type { PaymentPlan } from './plan.js';

const created: Partial<Readonly<Record<Kind, EventName>>> = {
  orders: 'order-created',
  invoices: 'invoice-created',
  payments: 'payment-succeeded',
};

/** What others are told when a record of a customer's money becomes another; undefined on a side where there is none. */
export function moneyEventOf(kind: Kind, before: object | undefined, after: object | undefined): EventName | undefined {
  if (!after) return undefined;
  if (!before) return created[kind];
  if (kind === 'charges') return (after as ChargeRecord).last === true ? 'payment-failed' : undefined;
  if (kind !== 'payment-plans') return undefined;
  const isOver = (before as PaymentPlan).remaining > 0 && (after as PaymentPlan).remaining === 0;
  return isOver ? 'payment-plan-completed' : undefined;
}
