import type { Work } from '../change.js';
import { changeStatus } from '../customers/change-status.js';
import type { Context } from '../ports.js';
import type { Kind } from '../records/kinds.js';
import { balanceOf } from './balance.js';
import { isOverdue, type Aged } from './model.js';

/** A customer who is behind no longer is active again, unless it was a person who said otherwise. */
function* restored(context: Context, customerId: number, aged: Aged | undefined): Work<void> {
  const { tx } = context;
  yield* tx.billing.setAged(customerId, undefined);
  const customer = yield* tx.customers.find({ id: customerId });
  if (!customer || customer.removedAt !== undefined) return;
  const isBehind = customer.status.startsWith('overdue') || customer.status === aged?.status;
  if (isBehind) yield* changeStatus.run(context, { id: customerId, status: 'active' });
}

/** The day it is, in UTC. */
const today = ({ clock }: Context): string => new Date(clock.now()).toISOString().slice(0, 10);

/**
 * Works out a customer's balance from its invoices and payments anew; answers what is left to do, once all that led to it
 * is told, where it has caught up by a day. The customer is held already.
 */
function* balanced(context: Context, customerId: number, day: string): Work<(() => Work<void>) | undefined> {
  const { tx } = context;
  const before = yield* tx.billing.balanceOf(customerId);
  const wasBehind = isOverdue(before, day);
  const aged = wasBehind ? yield* tx.billing.agedOf(customerId) : undefined;
  const invoices = yield* tx.billing.invoicesOf(customerId);
  const payments = yield* tx.billing.paymentsOf(customerId);
  const none = invoices.length === 0 && payments.length === 0;
  const after = none ? undefined : balanceOf(invoices, payments);
  yield* tx.billing.setBalance(customerId, after);
  return wasBehind && !isOverdue(after, day) ? () => restored(context, customerId, aged) : undefined;
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

/** What becomes of a record, and what is written down of it. */
interface Writing<T> {
  readonly write: () => Work<T>;
  readonly note: (written: T) => Work<void>;
}

/** The balances that follow from records; answers what follows from those. */
function* settledFor(context: Context, records: readonly Money[], customers: readonly number[], kind: Kind) {
  const days = kind === 'payments' ? records.map(({ date = '' }) => date) : [];
  const day = days.reduce((latest, date) => (date > latest ? date : latest), today(context));
  const rest: (() => Work<void>)[] = [];
  for (const id of customers) {
    const more = yield* balanced(context, id, day);
    if (more) rest.push(more);
  }
  return rest;
}

/**
 * Writes what becomes of a record, settles the balances that follow from it, and notes it, before a customer's status
 * follows in turn. Customers whose money it is about are held before: whoever waited for one of them sees what the other
 * wrote.
 */
export function* settled<T>(
  context: Context,
  kind: Kind,
  records: readonly (object | undefined)[],
  { write, note }: Writing<T>,
): Work<T> {
  const all = money[kind] === undefined ? [] : records.filter((record): record is Money => record !== undefined);
  const customers = [...new Set(all.map(({ customerId = 0 }) => customerId))].sort((a, b) => a - b);
  for (const id of customers) yield* context.tx.customers.hold(id);
  const written = yield* write();
  const rest = money[kind] === 'balance' ? yield* settledFor(context, all, customers, kind) : [];
  yield* note(written);
  for (const more of rest) yield* more();
  return written;
}
