import type { CustomerKey } from '../customers/ports.js';
import { read } from '../customers/read.js';
import type { Operation } from '../operation.js';
import { planOf } from './plan-of.js';
import type { PaymentPlan } from './plan.js';

export interface ReadPlan {
  readonly customer: CustomerKey;
}

/** A customer's enabled plan, else the last there was. Faults: customer-unknown, customer-out-of-reach, record-unknown. */
export const readPlan: Operation<ReadPlan, PaymentPlan> = {
  mode: 'read',
  *run(context, { customer }) {
    const { id } = yield* read.run(context, { key: customer });
    return yield* planOf(context.tx, id);
  },
};
