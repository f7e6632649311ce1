import type { Financials } from '../billing/model.js';
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
  readonly financials: Financials;
  /** The change of status, where it is one. */
  readonly transition?: Transition;
  /** The order, invoice, payment or payment plan, where it is about one. */
  readonly record?: { readonly id: number };
}

/** Somebody who wants to be told of events, at a URL, in the words of a dialect. */
export interface Callback {
  readonly id: number;
  readonly dialect: string;
  readonly url: string;
  readonly events: readonly EventName[];
  /** Sent along with each message and shown nowhere else; here as the vault has sealed it. */
  readonly secret?: string;
  /** UTC ISO-8601. */
  readonly createdAt: string;
}

/** `dead` was given up; it stays for whoever has it delivered again. */
export const deliveryStates = ['waiting', 'delivered', 'dead'] as const;

export type DeliveryState = (typeof deliveryStates)[number];

/** A notice on its way to one callback. Instants are UTC ISO-8601. */
export interface Delivery {
  readonly id: number;
  readonly callbackId: number;
  readonly dialect: string;
  readonly customerId: number;
  readonly event: EventName;
  readonly at: string;
  readonly state: DeliveryState;
  /** How often it was tried in vain. */
  readonly attempts: number;
  /** When it is tried next; undefined while it waits behind another of the same customer. */
  readonly dueAt?: string;
  /** Why it was not delivered when it was tried last. */
  readonly error?: string;
  /** When it was delivered or given up. */
  readonly finishedAt?: string;
}
