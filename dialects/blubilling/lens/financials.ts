import type { Financials } from '../../../src/core/billing/model.js';
import type { XmlMembers } from '../../../src/wire/xml/writer.js';

/** What a customer owes and has paid: the names are those of the vendor's upload format, in camel case. */
export const financialsView = (customerId: number, financials: Financials): XmlMembers => ({
  '@id': customerId,
  outstandingBalance: financials.outstandingBalance,
  previousBalance: financials.previousBalance,
  currentBalance: financials.currentBalance,
  lastPaymentAmount: financials.lastPaymentAmount ?? '',
  lastPaymentDate: financials.lastPaymentDate ?? '',
  lastInvoiceAmount: financials.lastInvoiceAmount ?? '',
  lastInvoicedDate: financials.lastInvoiceDate ?? '',
  lifetimePayments: financials.lifetimePayments,
  lifetimeValue: financials.lifetimeValue,
});
