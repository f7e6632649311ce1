import type { Customer } from '../customers/model.js';
import type { Transition } from '../transitions/model.js';

/** What others can be told of. */
export const eventNames = [
  'customer-created',
  'customer-updated',
  'customer-removed',
  'customer-transition',
  'order-created',
  'invoice-created',
  'payment-succeeded',
  'payment-failed',
  'payment-plan-completed',
] as const;

export type EventName = (typeof eventNames)[number];

/**
 * Something that happened to a customer, with what it was about as it was at that moment: all that a dialect needs to
 * tell of it later. It holds no secret.
 */
export interface Notice {
  readonly event: EventName;
  /** UTC ISO-8601. */
  readonly at: string;
  /** The customer after it happened; before, where it was removed. */
  readonly customer: Customer;
  /** The change of status, where it is one. */
  readonly transition?: Transition;
  /** The order, invoice, payment or payment plan, where it is about one. */
  readonly record?: { readonly id: number };
}
