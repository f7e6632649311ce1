import { held } from '../customers/held.js';
import type { CustomerKey } from '../customers/ports.js';
import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import { add } from '../records/write.js';
import type { NewPlan, PaymentPlan } from './plan.js';

export interface CreatePlan {
  readonly customer: CustomerKey;
  readonly plan: Omit<NewPlan, 'id' | 'customerId'>;
}

/**
 * A new plan. Faults: customer-unknown, customer-out-of-reach, invalid, plan-active where the customer has another that
 * is enabled.
 */
export const createPlan: Operation<CreatePlan, PaymentPlan> = {
  mode: 'change',
  *run(context, { customer, plan }) {
    const { id: customerId } = yield* held(context, customer);
    const others = yield* context.tx.billing.plansOf(customerId);
    if (plan.enabled !== false && others.some(({ enabled }) => enabled)) throw new Fault('plan-active');
    return (yield* add(context, { kind: 'payment-plans', record: { ...plan, customerId } })) as PaymentPlan;
  },
};
