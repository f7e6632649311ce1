import type { Work } from '../change.js';
import { Fault } from '../fault.js';
import type { Operation, Procedure } from '../operation.js';
import type { Context } from '../ports.js';
import type { Delivery } from './model.js';

function* again({ tx, clock }: Context, { id, callbackId, customerId, state, dueAt }: Delivery): Work<Delivery> {
  const now = clock.now();
  yield* tx.customers.hold(customerId);
  yield* tx.deliveries.restart(id, state === 'waiting' && dueAt !== undefined ? now : undefined);
  yield* tx.deliveries.advance(callbackId, customerId, now);
  return (yield* tx.deliveries.find(id)) as Delivery;
}

/**
 * The delivery, waiting again as if it had never been tried, whether it was delivered, given up or waits for its next try.
 * Faults: record-unknown.
 */
export const redeliver: Operation<{ readonly id: number }, Delivery> = {
  mode: 'change',
  *run(context, { id }) {
    const delivery = yield* context.tx.deliveries.find(id);
    if (!delivery) throw new Fault('record-unknown', { key: id });
    return yield* again(context, delivery);
  },
};

/** How many are done in one change. */
const portion = 500;

const redeliverSome: Operation<object, number> = {
  mode: 'change',
  *run(context) {
    const dead = yield* context.tx.deliveries.list({ state: 'dead', after: 0, limit: portion });
    for (const delivery of dead) yield* again(context, delivery);
    return dead.length;
  },
};

/** Has everything that was given up delivered again, portion by portion; the answer is how many. */
export const redeliverDead: Procedure<object, number> = {
  mode: 'procedure',
  run: async (desk) => {
    let all = 0;
    for (let some = portion; some === portion; all += some) some = await desk.perform(redeliverSome, {});
    return all;
  },
};
