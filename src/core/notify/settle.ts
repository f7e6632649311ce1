import type { Work } from '../change.js';
import type { Transaction } from '../ports.js';
import type { Claim, Outcome } from './ports.js';

/** Ends a try; the next one of the same customer follows where this one is finished. `now` is in epoch milliseconds. */
export function* settled(tx: Transaction, claim: Claim, outcome: Outcome, now: number): Work<void> {
  yield* tx.customers.hold(claim.customerId);
  const mine = yield* tx.deliveries.settle(claim, outcome);
  if (mine && outcome.state !== 'waiting') yield* tx.deliveries.advance(claim.callbackId, claim.customerId, now);
}
