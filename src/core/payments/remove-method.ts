import { held } from '../customers/held.js';
import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import type { PaymentMethod } from './model.js';

export type MethodKey = Pick<PaymentMethod, 'customerId' | 'preference'>;

/** Forgets a method, secrets included. Faults: customer-unknown, customer-out-of-reach, record-unknown. */
export const removeMethod: Operation<MethodKey, void> = {
  mode: 'change',
  *run({ tx, clock, actor, reach }, { customerId, preference }) {
    yield* held({ tx, reach }, customerId);
    const kept = yield* tx.paymentMethods.of(customerId);
    if (!kept.some((method) => method.preference === preference)) {
      throw new Fault('record-unknown', { key: preference });
    }
    yield* tx.paymentMethods.remove(customerId, preference);
    const at = new Date(clock.now()).toISOString();
    const patch = [[`methods.${preference}`, undefined]] as const;
    yield* tx.happened({ ...actor, subject: 'payment-methods', subjectId: customerId, at, patch });
  },
};
