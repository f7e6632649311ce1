import type { Work } from '../change.js';
import { changeStatus } from '../customers/change-status.js';
import type { Context } from '../ports.js';
import type { Kind } from '../records/kinds.js';
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

/**
 * Works out a customer's balance from its invoices and payments anew, and sees whether it has caught up by a day. The
 * customer is held already.
 */
function* settle(context: Context, customerId: number, day: string): Work<void> {
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

/** Whose money a record is about, and since when, if it is a payment. */
interface Money {
  readonly customerId?: number;
  readonly date?: string;
}

/** Which kinds are about a customer's money, and whether its balance follows from them. */
const money: Partial<Readonly<Record<Kind, 'balance' | 'none'>>> = {
  orders: 'none',
  invoices: 'balance',
  payments: 'balance',
  'payment-plans': 'none',
  charges: 'none',
};

/**
 * Writes what becomes of a record, and settles the balances that follow from it. Customers whose money it is about are
 * held before: whoever waited for one of them sees what the other wrote.
 */
export function* settled<T>(
  context: Context,
  kind: Kind,
  records: readonly (object | undefined)[],
  write: () => Work<T>,
): Work<T> {
  if (money[kind] === undefined) return yield* write();
  const all = records.filter((record): record is Money => record !== undefined);
  const customers = [...new Set(all.map(({ customerId = 0 }) => customerId))].sort((a, b) => a - b);
  for (const id of customers) yield* context.tx.customers.hold(id);
  const written = yield* write();
  if (money[kind] === 'none') return written;
  const days = kind === 'payments' ? all.map(({ date = '' }) => date) : [];
  const day = days.reduce((latest, date) => (date > latest ? date : latest), today(context));
  for (const id of customers) yield* settle(context, id, day);
  return written;
}
