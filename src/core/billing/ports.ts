import type { Work } from '../change.js';
import type { Customer } from '../customers/model.js';
import type { CustomerKey } from '../customers/ports.js';
import type { ChargeRecord } from './charge.js';
import type { PaymentPlan } from './plan.js';
import type { AgeingStep } from './ageing.js';
import type { Aged, Balance, Financials, Invoice, Order, Payment } from './model.js';

/** A customer and what it owes and has paid. */
export interface Account {
  readonly customer: Customer;
  readonly financials: Financials;
}

/** A place in the order of days on which something is due: the day and a customer. */
export interface DuePlace {
  readonly day: string;
  readonly customerId: number;
}

/** A customer who has something to pay since a day, and the last step that ageing took. */
export interface Due extends DuePlace {
  readonly agedDays?: number | undefined;
}

/** What billing knows of customers. */
export interface BillingRecords {
  /** One customer with its financials, in one question; removed ones as a customer's own search has them. */
  account(key: CustomerKey): Work<Account | undefined>;
  /** Whether this customer has any orders, invoices or payments. */
  hasTransactions(customerId: number): Work<boolean>;
  ordersOf(customerId: number): Work<readonly Order[]>;
  invoicesOf(customerId: number): Work<readonly Invoice[]>;
  paymentsOf(customerId: number): Work<readonly Payment[]>;
  /** The one with this reference, letter case apart. */
  orderCalled(reference: string): Work<Order | undefined>;
  invoiceCalled(reference: string): Work<Invoice | undefined>;
  paymentCalled(reference: string): Work<Payment | undefined>;
  plansOf(customerId: number): Work<readonly PaymentPlan[]>;
  chargesOf(customerId: number): Work<readonly ChargeRecord[]>;
  balanceOf(customerId: number): Work<Balance | undefined>;
  agedOf(customerId: number): Work<Aged | undefined>;
  /** Keeps how far ageing went with a customer that has a balance; undefined begins anew. */
  setAged(customerId: number, aged: Aged | undefined): Work<void>;
  /** Who has something to pay that was due on `until` or before, from the one after `after`, due first first. */
  due(until: string, after: DuePlace | undefined, limit: number): Work<readonly Due[]>;
  /** Who of them has a method to charge, and no enabled plan. */
  dueInvoices(until: string, after: DuePlace | undefined, limit: number): Work<readonly DuePlace[]>;
  /** Whose enabled plan has an installment on `until` or before, and who has a method to charge. */
  dueInstallments(until: string, after: DuePlace | undefined, limit: number): Work<readonly DuePlace[]>;
  /** Who has a charge that was begun and not finished, by id, from the one after `after`. */
  pendingCharges(after: number, limit: number): Work<readonly number[]>;
  /** What ageing does; nothing until somebody says. */
  ageingSteps(): Work<readonly AgeingStep[]>;
  setAgeingSteps(steps: readonly AgeingStep[]): Work<void>;
  /** Keeps a customer's balance; without one there is none to keep. */
  setBalance(customerId: number, balance: Balance | undefined): Work<void>;
}
