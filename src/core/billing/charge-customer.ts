import { Fault } from '../fault.js';
import type { Procedure } from '../operation.js';
import type { Outside } from '../outside.js';
import { chargeMethod } from '../payments/charge-method.js';
import type { PaymentOutcome } from '../payments/gateway.js';
import { beginCharge, type BeginCharge, type BegunCharge } from './begin-charge.js';
import { finishCharge } from './finish-charge.js';

/** How many charges ended which way. */
export interface ChargeCounts {
  readonly approved: number;
  readonly declined: number;
  readonly unknown: number;
}

/** More than a customer's methods and due invoices come to in any sane case. */
const mostCharges = 100;

/**
 * What a failure means that concerns this charge only: a method that cannot be read is as good as declined, and what the
 * gateway refuses to look at is asked again another day. Anything else is a failure for all.
 */
function outcomeBy(error: unknown): PaymentOutcome {
  const { code, details } = error instanceof Fault ? (error as Fault) : new Fault('');
  if (code === 'secrets-unavailable' && details['reason'] !== 'no-keys') {
    return { result: 'declined', reason: 'method-unreadable' };
  }
  if (code === 'payments-unavailable' && details['reason'] === 'refused') return { result: 'unknown' };
  throw error;
}

/** A charge that is no longer to be made is as good as declined. */
async function asked(outside: Outside, { charge, method }: BegunCharge): Promise<PaymentOutcome> {
  if (!method) return { result: 'declined', reason: 'withdrawn' };
  const { key, amount, currency } = charge;
  return chargeMethod(outside, method, { key, amount, currency }).catch(outcomeBy);
}

/** What the gateway says of a charge; one that may have been asked for before is looked up first. */
async function outcomeOf(outside: Outside, begun: BegunCharge): Promise<PaymentOutcome> {
  if (!outside.payments) throw new Fault('payments-unavailable', { reason: 'none' });
  if (!begun.resumed) return asked(outside, begun);
  const found = await outside.payments.lookUp(begun.charge.key);
  return found.result === 'absent' ? asked(outside, begun) : found;
}

/**
 * Charges a customer what is due, one thing after the other, each with the methods in turn until one is approved. A
 * charge is kept before the gateway is asked and its outcome after it answered; what is left in between is looked up the
 * next time. Faults: payments-unavailable and secrets-unavailable, where nobody can be charged now.
 */
export const chargeCustomer: Procedure<BeginCharge, ChargeCounts> = {
  mode: 'procedure',
  async run(desk, input) {
    const counts = { approved: 0, declined: 0, unknown: 0 };
    for (let charges = 0; charges < mostCharges; charges += 1) {
      const begun = await desk.perform(beginCharge, input);
      if (!begun) break;
      const outcome = await outcomeOf(desk.outside, begun);
      counts[outcome.result] += 1;
      if (outcome.result === 'unknown') break;
      await desk.perform(finishCharge, { id: begun.charge.id, outcome });
    }
    return counts;
  },
};
