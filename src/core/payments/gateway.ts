import type { Payable } from './model.js';

/** Whether a method would be accepted, asked without moving money. */
export interface Authorisation {
  /** The request's name: asked again under the same one, the gateway does nothing again. */
  readonly key: string;
  readonly method: Payable;
  /** The card's verification number. It passes through and is never kept. */
  readonly verification?: string;
}

/** Money to be moved, once. */
export interface Charge {
  /** As in an authorisation: a key is charged once, however often it is sent. At most 64 of `A-Z a-z 0-9 . _ -`. */
  readonly key: string;
  /** Decimal, such as `199.00`. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly method: Payable;
}

/** What became of a request. `unknown`: the gateway may have done it; it is looked up later, and never sent anew. */
export type PaymentOutcome =
  | { readonly result: 'approved'; readonly reference: string }
  | { readonly result: 'declined'; readonly reason: string }
  | { readonly result: 'unknown' };

/** Whoever moves the money. A fault payments-unavailable means that the request surely did not reach it. */
export interface PaymentGateway {
  /** Faults: payments-unavailable. */
  authorise(request: Authorisation): Promise<PaymentOutcome>;
  /** Looks an uncertain outcome up by itself before it answers `unknown`. Faults: payments-unavailable. */
  charge(request: Charge): Promise<PaymentOutcome>;
  /** What became of the charge of that key; `absent` where the gateway never saw it. Faults: payments-unavailable. */
  lookUp(key: string): Promise<PaymentOutcome | { readonly result: 'absent' }>;
}
