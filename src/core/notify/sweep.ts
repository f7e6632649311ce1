import type { Work } from '../change.js';
import type { Transaction } from '../ports.js';

const day = 24 * 60 * 60_000;

/** How long is shown what was delivered, and kept what was given up. Milliseconds. */
const kept = { delivered: 7 * day, dead: 90 * day } as const;

/** Forgets deliveries that were finished long ago: delivered ones after a week, those given up after 90 days. */
export function* swept(tx: Transaction, now: number): Work<void> {
  yield* tx.deliveries.sweep('delivered', now - kept.delivered);
  yield* tx.deliveries.sweep('dead', now - kept.dead);
}
