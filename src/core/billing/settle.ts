import type { Work } from '../change.js';
import { changeStatus } from '../customers/change-status.js';
import type { Context } from '../ports.js';
import { balanceOf } from './balance.js';
import { isOverdue } from './model.js';

/** A customer who is behind no longer is active again, unless it was a person who said otherwise. */
function* restored(context: Context, customerId: number): Work<void> {
  const { tx } = context;
  const aged = yield* tx.billing.agedOf(customerId);
  yield* tx.billing.setAged(customerId, undefined);
  const customer = yield* tx.customers.find({ id: customerId });
  if (!customer || customer.removedAt !== undefined) return;
  const isBehind = customer.status.startsWith('overdue') || customer.status === aged?.status;
  if (isBehind) yield* changeStatus.run(context, { id: customerId, status: 'active' });
}

/** The day it is, in UTC. */
const today = ({ clock }: Context): string => new Date(clock.now()).toISOString().slice(0, 10);

/** Works out a customer's balance from its invoices and payments anew. The customer is held already. */
export function* settle(context: Context, customerId: number, day = today(context)): Work<void> {
  const { tx } = context;
  const before = yield* tx.billing.balanceOf(customerId);
  const invoices = yield* tx.billing.invoicesOf(customerId);
  const payments = yield* tx.billing.paymentsOf(customerId);
  const none = invoices.length === 0 && payments.length === 0;
  const after = none ? undefined : balanceOf(invoices, payments);
  const caughtUp = isOverdue(before, day) && !isOverdue(after, day);
  if (caughtUp) yield* restored(context, customerId);
  yield* tx.billing.setBalance(customerId, after);
}

/**
 * Writes something that enters into the balances of these customers, and settles them. They are held before it is
 * written: whoever waited for one of them sees what the other wrote.
 */
export function* settled<T>(context: Context, customerIds: readonly number[], write: () => Work<T>): Work<T> {
  const customers = [...new Set(customerIds)].sort((a, b) => a - b);
  for (const id of customers) yield* context.tx.customers.hold(id);
  const written = yield* write();
  for (const id of customers) yield* settle(context, id);
  return written;
}
