import type { CustomerKey } from '../customers/ports.js';
import type { Customer } from '../customers/model.js';
import { read } from '../customers/read.js';
import { Fault } from '../fault.js';
import type { Desk, Procedure } from '../operation.js';
import { brandOf, cardProblems } from './cards.js';
import { keepMethod } from './keep-method.js';
import { masked } from './mask.js';
import { methodPlace, type Card, type Means, type Preference } from './model.js';

export interface PutMethod {
  readonly key: CustomerKey;
  readonly preference: Preference;
  readonly means: Means;
  /** The card's verification number, which is never kept. */
  readonly verification?: string | undefined;
  /** Whether a card is checked and its issuer asked; nothing else can be. */
  readonly validate: boolean;
}

/** Faults: invalid with every problem of the card, payments-unavailable, payment-declined. */
async function validated({ clock, ids, outside }: Desk, card: Card, verification?: string): Promise<void> {
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  const problems = await cardProblems(card, verification, today);
  if (problems.length > 0) throw new Fault('invalid', { problems });
  if (!outside.payments) throw new Fault('payments-unavailable', { reason: 'none' });
  const code = verification === undefined ? {} : { verification };
  const outcome = await outside.payments.authorise({ key: ids.number(), method: card, ...code });
  if (outcome.result === 'declined') throw new Fault('payment-declined', { reason: outcome.reason });
  if (outcome.result === 'unknown') throw new Fault('payments-unavailable', { reason: 'unknown' });
}

/**
 * Adds a payment method to a customer, or replaces the one of the same preference; its secrets are sealed before anything
 * of it is kept. Faults: customer-unknown, customer-out-of-reach, secrets-unavailable, and when it is to be validated
 * invalid, payments-unavailable, payment-declined.
 */
export const putMethod: Procedure<PutMethod, Customer> = {
  mode: 'procedure',
  async run(desk, { key, preference, means, verification, validate }) {
    const { id: customerId } = await desk.perform(read, { key });
    const isCard = means.type === 'credit-card';
    const bears = means.type !== 'check' && means.type !== 'cash';
    const place = methodPlace({ customerId, preference });
    const sealed = bears ? { sealed: await desk.outside.vault.seal(JSON.stringify(means), place) } : {};
    if (isCard && validate) await validated(desk, means, verification);
    const brand = isCard ? (means.brand ?? (await brandOf(means.number))) : undefined;
    return desk.perform(keepMethod, { customerId, ...masked(means, preference, brand), ...sealed });
  },
};
