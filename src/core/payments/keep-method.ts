import { held } from '../customers/held.js';
import type { Customer } from '../customers/model.js';
import type { Json } from '../customers/model.js';
import type { Operation } from '../operation.js';
import type { PaymentMethod } from './model.js';

/**
 * Keeps a method that is sealed already. The event holds what may be shown of it and nothing else. Faults:
 * customer-unknown, customer-out-of-reach.
 */
export const keepMethod: Operation<Omit<PaymentMethod, 'keptAt'>, Customer> = {
  mode: 'change',
  *run({ tx, clock, actor, reach }, method) {
    const { customerId, sealed: _secret, ...shown } = method;
    const customer = yield* held({ tx, reach }, customerId);
    const at = new Date(clock.now()).toISOString();
    yield* tx.paymentMethods.keep({ ...method, keptAt: at });
    const patch = [[`methods.${method.preference}`, shown as unknown as Json]] as const;
    yield* tx.happened({ ...actor, subject: 'payment-methods', subjectId: customerId, at, patch });
    return customer;
  },
};
