import type { Work } from '../change.js';
import type { Customer } from '../customers/model.js';
import type { CustomerKey } from '../customers/ports.js';
import type { PaymentPlan } from './plan.js';
import type { Balance, Financials, Invoice, Order, Payment } from './model.js';

/** A customer and what it owes and has paid. */
export interface Account {
  readonly customer: Customer;
  readonly financials: Financials;
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
  balanceOf(customerId: number): Work<Balance | undefined>;
  /** Keeps a customer's balance; without one there is none to keep. */
  setBalance(customerId: number, balance: Balance | undefined): Work<void>;
}
