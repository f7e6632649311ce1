import { Decimal } from 'decimal.js';
import type { Balance, Financials, Invoice, OpenInvoice, Payment } from './model.js';
import { money, total } from './money.js';

type Dated = Pick<Invoice, 'id' | 'date'>;

const later = (a: Dated, b: Dated): number => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id - b.id);

const last = <R extends Dated>(records: readonly R[]): R | undefined => [...records].sort(later).at(-1);

function financialsOf(invoices: readonly Invoice[], payments: readonly Payment[]): Financials {
  const billed = total(invoices.map(({ amount }) => amount));
  const paid = total(payments.map(({ amount }) => amount));
  const invoice = last(invoices);
  const payment = last(payments);
  const outstanding = billed.minus(paid);
  const current = invoice?.amount ?? 0;
  return {
    outstandingBalance: money(outstanding),
    previousBalance: money(outstanding.minus(current).plus(payment?.amount ?? 0)),
    currentBalance: money(current),
    ...(payment && { lastPaymentAmount: payment.amount, lastPaymentDate: payment.date }),
    ...(invoice && { lastInvoiceAmount: invoice.amount, lastInvoiceDate: invoice.date }),
    lifetimePayments: money(paid),
    lifetimeValue: money(billed),
  };
}

/** What payments that name an invoice leave of it, and what they bring beyond it, which is for all. */
function allotted(invoices: readonly Invoice[], payments: readonly Payment[]) {
  const left = new Map(invoices.map(({ id, amount }) => [id, new Decimal(amount)]));
  let common = new Decimal(0);
  for (const { invoiceId, amount } of payments) {
    const due = (invoiceId !== undefined && left.get(invoiceId)) || new Decimal(0);
    const used = Decimal.min(due, amount);
    if (invoiceId !== undefined) left.set(invoiceId, due.minus(used));
    common = common.plus(amount).minus(used);
  }
  return { left, common };
}

const dueFirst = (a: Invoice, b: Invoice): number =>
  a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : a.id - b.id;

function openOf(invoices: readonly Invoice[], payments: readonly Payment[]): readonly OpenInvoice[] {
  const { left, common } = allotted(invoices, payments);
  let rest = common;
  return [...invoices].sort(dueFirst).flatMap(({ id, dueDate }) => {
    const owed = left.get(id) ?? new Decimal(0);
    const used = Decimal.min(owed, rest);
    rest = rest.minus(used);
    return owed.gt(used) ? [{ invoiceId: id, dueDate, amount: money(owed.minus(used)) }] : [];
  });
}

/** A customer's invoices and payments taken together. A payment pays the invoice it names, then whatever is due first. */
export const balanceOf = (invoices: readonly Invoice[], payments: readonly Payment[]): Balance => ({
  financials: financialsOf(invoices, payments),
  open: openOf(invoices, payments),
});
