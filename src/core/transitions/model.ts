import type { Financials } from '../billing/model.js';
import type { Customer, CustomerStatus } from '../customers/model.js';

/** A change of a customer's status, kept for ever: which, when (UTC ISO-8601), from what, into what. */
export interface Transition {
  readonly id: number;
  readonly customerId: number;
  readonly at: string;
  readonly previousStatus: CustomerStatus;
  readonly newStatus: CustomerStatus;
}

/** A transition beside the customer as it is now, with its financials. */
export interface CustomerTransition {
  readonly transition: Transition;
  readonly customer: Customer;
  readonly financials: Financials;
}
