import type { Work } from '../change.js';
import type { Operation } from '../operation.js';
import type { Transaction } from '../ports.js';
import { stepFor } from './ageing.js';
import type { Claim } from './charge.js';
import { claimOn } from './claim.js';
import { daysBetween, plusDays } from './calendar.js';
import type { DuePlace } from './ports.js';

/** Why customers are looked for: they have an installment due, an invoice, or a step of ageing before them. */
export type DueFor = 'installment' | 'invoice' | 'ageing';

export interface FindDue {
  readonly due: DueFor;
  readonly day: string;
  /** The `next` of the part before. */
  readonly after?: DuePlace | undefined;
  readonly limit: number;
}

/** Some of those customers, and from where the next part begins; undefined when there is none. */
export interface FoundDue {
  readonly customerIds: readonly number[];
  readonly next?: DuePlace | undefined;
}

function* behind(tx: Transaction, { day, after, limit }: FindDue): Work<FoundDue> {
  const steps = yield* tx.billing.ageingSteps();
  if (steps.length === 0) return { customerIds: [] };
  const least = Math.min(...steps.map(({ days }) => days));
  const places = yield* tx.billing.due(plusDays(day, -least), after, limit);
  const before = places.filter((place) => {
    const step = stepFor(steps, daysBetween(place.day, day));
    return step !== undefined && step.days > (place.agedDays ?? 0);
  });
  const next = places.length < limit ? undefined : places.at(-1);
  return { customerIds: before.map(({ customerId }) => customerId), next };
}

/** A part of the customers for whom something is to be done on a day. */
export const findDue: Operation<FindDue, FoundDue> = {
  mode: 'read',
  *run({ tx }, input) {
    if (input.due === 'ageing') return yield* behind(tx, input);
    const { day, after, limit } = input;
    const places = yield* input.due === 'invoice'
      ? tx.billing.dueInvoices(day, after, limit)
      : tx.billing.dueInstallments(day, after, limit);
    const next = places.length < limit ? undefined : places.at(-1);
    return { customerIds: places.map(({ customerId }) => customerId), next };
  },
};

export interface FindPending {
  /** The customer after which they are looked for. */
  readonly after: number;
  readonly limit: number;
}

/** Customers with a charge that was begun and not finished. */
export const findPending: Operation<FindPending, readonly number[]> = {
  mode: 'read',
  *run({ tx }, { after, limit }) {
    return yield* tx.billing.pendingCharges(after, limit);
  },
};

/** What a customer is to be charged on a day, without charging it. */
export const previewCharge: Operation<{ readonly customerId: number; readonly day: string }, Claim | undefined> = {
  mode: 'read',
  *run({ tx }, { customerId, day }) {
    return (yield* claimOn(tx, customerId, day)).claim;
  },
};
