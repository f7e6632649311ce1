import type { Customer } from '../customers/model.js';
import { read, type ReadCustomer } from '../customers/read.js';
import type { Operation } from '../operation.js';
import type { MaskedMethod } from './model.js';

/** A customer and as much as may be shown of what it pays with. */
export interface ListedMethods {
  readonly customer: Customer;
  readonly methods: readonly MaskedMethod[];
}

/** In the order in which they are tried. Faults: customer-unknown, customer-out-of-reach. */
export const listMethods: Operation<ReadCustomer, ListedMethods> = {
  mode: 'read',
  *run(context, input) {
    const customer = yield* read.run(context, input);
    const methods = yield* context.tx.paymentMethods.of(customer.id);
    return { customer, methods: methods.map(({ customerId: _id, sealed: _secret, keptAt: _at, ...shown }) => shown) };
  },
};
