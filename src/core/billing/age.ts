import type { Work } from '../change.js';
import { changeStatus } from '../customers/change-status.js';
import type { Customer } from '../customers/model.js';
import type { Operation } from '../operation.js';
import type { Context } from '../ports.js';
import { isBilled, isWorse, stepFor, type AgeingStep } from './ageing.js';
import { daysBetween } from './calendar.js';

export interface AgeCustomers {
  readonly customerIds: readonly number[];
  /** How far behind they are is counted up to this day. */
  readonly day: string;
}

function* stepOf({ tx }: Context, { id }: Customer, day: string): Work<AgeingStep | undefined> {
  const due = (yield* tx.billing.balanceOf(id))?.open[0]?.dueDate;
  if (due === undefined || due >= day) return undefined;
  const step = stepFor(yield* tx.billing.ageingSteps(), daysBetween(due, day));
  const taken = (yield* tx.billing.agedOf(id))?.days ?? 0;
  return step && step.days > taken ? step : undefined;
}

function* aged(context: Context, id: number, day: string): Work<boolean> {
  const customer = yield* context.tx.customers.hold(id);
  if (!customer || customer.removedAt !== undefined || !isBilled(customer.status)) return false;
  const step = yield* stepOf(context, customer, day);
  if (!step) return false;
  const { days, status } = step;
  const moves = isWorse(status, customer.status);
  yield* context.tx.billing.setAged(id, { days, ...(moves && { status }) });
  if (moves) yield* changeStatus.run(context, { id, status });
  return moves;
}

/**
 * Takes the customers to the step of ageing that they have reached, and answers how many changed status. Each step is
 * taken once while they are behind; it never makes a status milder, and leaves those alone who are suspended.
 */
export const age: Operation<AgeCustomers, number> = {
  mode: 'change',
  *run(context, { customerIds, day }) {
    let moved = 0;
    for (const id of customerIds) if (yield* aged(context, id, day)) moved += 1;
    return moved;
  },
};
