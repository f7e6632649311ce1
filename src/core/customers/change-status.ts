import type { Operation } from '../operation.js';
import type { Customer, CustomerStatus } from './model.js';
import type { CustomerKey } from './ports.js';
import { exactly } from './revision.js';
import { update } from './update.js';

/** A key of the customer, and its new status. */
export type ChangeStatus = CustomerKey & { readonly status: CustomerStatus };

/** The customer, now in this status; nothing is written where it is in it already. Faults: customer-unknown, customer-out-of-reach. */
export const changeStatus: Operation<ChangeStatus, Customer> = {
  mode: 'change',
  *run(context, { status, ...key }) {
    return yield* update.run(context, { revision: exactly([['status', status]]), ...key });
  },
};
