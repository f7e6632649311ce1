import { held } from '../customers/held.js';
import type { CustomerKey } from '../customers/ports.js';
import type { Operation } from '../operation.js';
import { rewrite } from '../records/write.js';
import { planOf } from './plan-of.js';
import { changedPlan, type PaymentPlan, type PlanChanges } from './plan.js';

export interface UpdatePlan {
  readonly customer: CustomerKey;
  /** Which plan; without it the enabled one, else the last there was. */
  readonly id?: number | undefined;
  readonly changes: PlanChanges;
}

/**
 * The plan after the changes; what is not among them stays. Faults: customer-unknown, customer-out-of-reach,
 * record-unknown, invalid, plan-active where it is enabled beside another.
 */
export const updatePlan: Operation<UpdatePlan, PaymentPlan> = {
  mode: 'change',
  *run(context, { customer, id, changes }) {
    const { id: customerId } = yield* held(context, customer);
    const plan = yield* planOf(context.tx, customerId, id);
    const record = changedPlan(plan, changes);
    return (yield* rewrite(context, { kind: 'payment-plans', record }, plan)) as PaymentPlan;
  },
};
