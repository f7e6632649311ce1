import { noFinancials } from '../billing/model.js';
import type { Work } from '../change.js';
import type { Customer } from '../customers/model.js';
import type { Transaction } from '../ports.js';
import type { Notice } from './model.js';

/** Something to tell of, beside the customer it happened to. */
export interface Telling extends Pick<Notice, 'event' | 'at' | 'transition' | 'record'> {
  readonly customerId: number;
  /** The customer as it was, where it is gone or removed by now. */
  readonly gone?: Customer;
}

/**
 * Puts down, for everybody who asked for it, what happened to a customer, as customer and financials are now; nothing of
 * one that is removed. Called in the transaction in which it happened, where `happened` answered that anybody listens.
 */
export function* told(tx: Transaction, { customerId, gone, ...what }: Telling): Work<void> {
  // What happens to one customer is told in order, so nothing else may happen to it meanwhile.
  yield* tx.customers.hold(customerId);
  const account = yield* tx.billing.account({ id: customerId });
  const customer = gone ?? account?.customer;
  if (!customer || customer.removedAt !== undefined) return;
  yield* tx.outbox.add({ ...what, customer, financials: account?.financials ?? noFinancials });
}
