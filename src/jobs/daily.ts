import { age } from '../core/billing/age.js';
import { chargeCustomer } from '../core/billing/charge-customer.js';
import { findDue, findPending, type DueFor, type FoundDue } from '../core/billing/due.js';
import type { DuePlace } from '../core/billing/ports.js';
import type { Perform } from '../core/run.js';
import { paced, type Pace } from './pace.js';

/** What the daily jobs are given. */
export interface JobParts {
  readonly perform: Perform;
  /** Whether there is a payment gateway; without one nobody is charged. */
  readonly charges: boolean;
  /** Of what is charged, ISO 4217. */
  readonly currency: string;
}

/** How often what happened. */
export type Counts = Readonly<Record<string, number>>;

/** Something that is done once a day. */
export interface Job {
  readonly name: string;
  run(parts: JobParts, day: string, signal: AbortSignal): Promise<Counts>;
}

const part = 500;

/** Slow enough that clients of the same process keep most of its time. */
const charging: Pace = { atOnce: 60, together: 10, perSecond: 40 };
const ageing: Pace = { atOnce: 1, together: 1, perSecond: 10 };

/** As many customers as share one change when they age. */
const batch = 50;

/** Everybody for whom something is due, a part at a time. */
export async function* dueParts({ perform }: JobParts, due: DueFor, day: string): AsyncGenerator<readonly number[]> {
  let after: DuePlace | undefined;
  do {
    const found: FoundDue = await perform('due.find', findDue, { due, day, after, limit: part });
    yield found.customerIds;
    after = found.next;
  } while (after !== undefined);
}

async function* pendingParts({ perform }: JobParts): AsyncGenerator<readonly number[]> {
  let found: readonly number[];
  let after = 0;
  do {
    found = await perform('charge.pending', findPending, { after, limit: part });
    yield found;
    after = found.at(-1) ?? 0;
  } while (found.length === part);
}

/** First what was cut short, then installments, then invoices. */
async function* toCharge(parts: JobParts, day: string): AsyncGenerator<number> {
  for await (const ids of pendingParts(parts)) yield* ids;
  for await (const ids of dueParts(parts, 'installment', day)) yield* ids;
  for await (const ids of dueParts(parts, 'invoice', day)) yield* ids;
}

async function* batches(ids: AsyncIterable<readonly number[]>): AsyncGenerator<readonly number[]> {
  for await (const all of ids) for (let at = 0; at < all.length; at += batch) yield all.slice(at, at + batch);
}

/**
 * Work for customers, who may come up again while it is going on, as one that was cut short and as one with something due:
 * it is left out then, since the work sees to all that is due.
 */
function oneAtATime(work: (customerId: number) => Promise<void>): (customerId: number) => Promise<void> {
  const busy = new Set<number>();
  return async (customerId) => {
    if (busy.has(customerId)) return;
    busy.add(customerId);
    await work(customerId).finally(() => busy.delete(customerId));
  };
}

const charge: Job = {
  name: 'charging',
  async run(parts, day, signal) {
    const counts = { approved: 0, declined: 0, unknown: 0 };
    if (!parts.charges) return counts;
    const input = { day, currency: parts.currency };
    const chargeOne = oneAtATime(async (customerId) => {
      const one = await parts.perform('customer.charge', chargeCustomer, { ...input, customerId });
      for (const outcome of ['approved', 'declined', 'unknown'] as const) counts[outcome] += one[outcome];
    });
    await paced(toCharge(parts, day), charging, signal, chargeOne);
    return counts;
  },
};

const grow: Job = {
  name: 'ageing',
  async run(parts, day, signal) {
    let moved = 0;
    await paced(batches(dueParts(parts, 'ageing', day)), ageing, signal, async (customerIds) => {
      moved += await parts.perform('customer.age', age, { customerIds, day });
    });
    return { moved };
  },
};

/** The jobs of a day, in order: who can be charged does not age. */
export const dailyJobs: readonly Job[] = [charge, grow];
