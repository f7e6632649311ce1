import type { Work } from '../change.js';
import { keepLogins } from '../logins/keep.js';
import type { EventName } from '../notify/model.js';
import { told } from '../notify/told.js';
import type { Patch } from '../patch.js';
import type { Context } from '../ports.js';
import type { Transition } from '../transitions/model.js';
import type { Customer } from './model.js';

/** A customer before and after a change; undefined on a side where there is none. */
export interface CustomerChange {
  readonly before?: Customer | undefined;
  readonly after?: Customer | undefined;
  readonly patch: Patch;
  /** UTC ISO-8601. */
  readonly at: string;
}

const isLive = (customer: Customer | undefined): boolean => customer !== undefined && customer.removedAt === undefined;

/** What others are told of a change; nothing of one that they cannot see. */
function eventOf({ before, after }: CustomerChange): EventName | undefined {
  if (isLive(after)) return before ? 'customer-updated' : 'customer-created';
  return isLive(before) ? 'customer-removed' : undefined;
}

function* passed({ tx }: Pick<Context, 'tx'>, { before, after, at }: CustomerChange): Work<Transition | undefined> {
  if (!before || !after || before.status === after.status) return undefined;
  return yield* tx.records.transitions.insert({
    ...{ customerId: after.id, at },
    ...{ previousStatus: before.status, newStatus: after.status },
  });
}

/**
 * Writes down, in the transaction of the change, all that follows from it: logins of contacts, the event, a transition
 * where the status is another, and what is to be told to those who asked for it. The customer is held. Faults: login-taken.
 */
export function* noted({ tx, actor }: Pick<Context, 'tx' | 'actor'>, change: CustomerChange): Work<void> {
  const { before, after, patch, at } = change;
  yield* keepLogins({ tx }, before, after);
  const { id: subjectId } = (after ?? before) as Customer;
  const isHeard = yield* tx.happened({ subject: 'customers', subjectId, at, patch, ...actor });
  const transition = yield* passed({ tx }, change);
  const event = eventOf(change);
  if (!isHeard || event === undefined) return;
  const gone = event === 'customer-removed' ? { gone: before as Customer } : {};
  yield* told(tx, { event, at, customerId: subjectId, ...gone });
  if (!transition || !isLive(after)) return;
  yield* told(tx, { event: 'customer-transition', at, customerId: subjectId, transition });
}
