import type { ChargeRecord } from '../../../src/core/billing/charge.js';
import type { Account } from '../../../src/core/billing/ports.js';
import type { Invoice, Order, Payment } from '../../../src/core/billing/model.js';
import type { PaymentPlan } from '../../../src/core/billing/plan.js';
import type { XmlMembers } from '../../../src/wire/xml/writer.js';

/** What callbacks tell of orders, invoices and payments: the vendor's samples of other sections show the style, not these. */
const about = (
  { id, reference }: { readonly id: number; readonly reference?: string },
  { customer }: Account,
): XmlMembers => ({
  '@id': id,
  reference: reference ?? '',
  customer: { '@id': customer.id, extCustomerRef: customer.externalReference ?? '' },
});

/** An order. */
export const orderView = (order: Order, account: Account): XmlMembers => ({
  ...about(order, account),
  plan: { '@id': order.planId },
  quantity: order.quantity,
  startDate: order.startDate,
});

/** An invoice. */
export const invoiceView = (invoice: Invoice, account: Account): XmlMembers => ({
  ...about(invoice, account),
  amount: invoice.amount,
  invoiceDate: invoice.date,
  dueDate: invoice.dueDate,
  ...(invoice.orderId !== undefined && { subscriptionOrder: { '@id': invoice.orderId } }),
});

const forInvoice = ({ invoiceId }: { readonly invoiceId?: number }): XmlMembers =>
  invoiceId === undefined ? {} : { invoice: { '@id': invoiceId } };

/** A payment that was made. */
export const paymentView = (payment: Payment, account: Account): XmlMembers => ({
  ...about(payment, account),
  success: true,
  amount: payment.amount,
  paymentDate: payment.date,
  ...forInvoice(payment),
});

/** A payment that could not be made, whichever method was tried. */
export const chargeView = (charge: ChargeRecord, account: Account): XmlMembers => ({
  ...about({ id: charge.id }, account),
  success: false,
  amount: charge.amount,
  paymentDate: charge.day,
  ...forInvoice(charge),
  message: charge.reason ?? '',
});

/** The units of a plan's period, in the document's words. */
const units = { days: 'Days', weeks: 'Weeks', months: 'Months', quarters: 'Quarters', years: 'Years' } as const;

/** A payment plan as the document's sample of 4.1.11 has it. */
export const planView = (plan: PaymentPlan): XmlMembers => ({
  '@id': plan.id,
  chargeOnlyIfBalanceOwed: plan.onlyIfOwed,
  chargeAmount: plan.amount,
  startDate: plan.startDate,
  nextPaymentDate: plan.nextDate ?? '',
  totalNumberOfInstallments: plan.installments,
  remainingInstallments: plan.remaining,
  frequencyValue: plan.every.value,
  frequencyUnits: units[plan.every.unit],
  isEnabled: plan.enabled,
});
