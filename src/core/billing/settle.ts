import type { Work } from '../change.js';
import type { Transaction } from '../ports.js';
import { balanceOf } from './balance.js';

/** Works out a customer's balance from its invoices and payments anew. The customer is held already. */
export function* settle(tx: Transaction, customerId: number): Work<void> {
  const invoices = yield* tx.billing.invoicesOf(customerId);
  const payments = yield* tx.billing.paymentsOf(customerId);
  const none = invoices.length === 0 && payments.length === 0;
  yield* tx.billing.setBalance(customerId, none ? undefined : balanceOf(invoices, payments));
}

/**
 * Writes something that enters into the balances of these customers, and settles them. They are held before it is
 * written: whoever waited for one of them sees what the other wrote.
 */
export function* settled<T>(tx: Transaction, customerIds: readonly number[], write: () => Work<T>): Work<T> {
  const customers = [...new Set(customerIds)].sort((a, b) => a - b);
  for (const id of customers) yield* tx.customers.hold(id);
  const written = yield* write();
  for (const id of customers) yield* settle(tx, id);
  return written;
}
