import type { CustomerStatus } from '../customers/model.js';
import type { Means } from '../payments/model.js';

/** What a customer has subscribed to. */
export interface Order {
  readonly id: number;
  readonly customerId: number;
  /** Unique among orders, letter case apart. */
  readonly reference?: string;
  /** What was ordered, in the words of whoever keeps the price list. */
  readonly planId: string;
  /** A decimal. */
  readonly quantity: string;
  /** The day it begins, YYYY-MM-DD. */
  readonly startDate: string;
  readonly createdAt?: string;
}

/** What a customer was asked to pay. Days are YYYY-MM-DD, the amount is a decimal with two places. */
export interface Invoice {
  readonly id: number;
  readonly customerId: number;
  /** Unique among invoices, letter case apart. */
  readonly reference?: string;
  readonly orderId?: number;
  readonly amount: string;
  readonly date: string;
  readonly dueDate: string;
}

/** What a customer has paid: for one invoice, or for whichever is due first. */
export interface Payment {
  readonly id: number;
  readonly customerId: number;
  /** Unique among payments, letter case apart. */
  readonly reference?: string;
  readonly invoiceId?: number;
  readonly amount: string;
  readonly date: string;
  /** By what means; a check or cash is recorded by a person, never charged. */
  readonly type?: Means['type'];
}

/**
 * What a customer owes and has paid, amounts with two places: outstanding = previous + current - last payment, where
 * current is the last invoice's amount, and previous what was owed before the last invoice and the last payment.
 */
export interface Financials {
  readonly outstandingBalance: string;
  readonly previousBalance: string;
  readonly currentBalance: string;
  readonly lastPaymentAmount?: string;
  readonly lastPaymentDate?: string;
  readonly lastInvoiceAmount?: string;
  readonly lastInvoiceDate?: string;
  readonly lifetimePayments: string;
  /** Of all invoices. */
  readonly lifetimeValue: string;
}

/** An invoice that is not paid in full, with what is left of it. */
export interface OpenInvoice {
  readonly invoiceId: number;
  readonly dueDate: string;
  readonly amount: string;
}

/** How far ageing went with a customer that is overdue. */
export interface Aged {
  /** The step that was taken last, as the days overdue it begins with. */
  readonly days: number;
  /** The status it gave. */
  readonly status?: CustomerStatus;
}

/** What is kept of a customer's invoices and payments taken together. */
export interface Balance {
  readonly financials: Financials;
  /** The one that is due first comes first. */
  readonly open: readonly OpenInvoice[];
}

/** Whether something was to be paid before this day. */
export const isOverdue = (balance: Balance | undefined, day: string): boolean =>
  (balance?.open[0]?.dueDate ?? day) < day;

/** The financials of who has neither invoices nor payments. */
export const noFinancials: Financials = {
  outstandingBalance: '0.00',
  previousBalance: '0.00',
  currentBalance: '0.00',
  lifetimePayments: '0.00',
  lifetimeValue: '0.00',
};
