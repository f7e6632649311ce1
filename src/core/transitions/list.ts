import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import type { Page } from '../page.js';
import type { CustomerTransition } from './model.js';
import type { Moment } from './ports.js';

export interface ListTransitions {
  /** The first instant that counts, and the first that does not any more: UTC ISO-8601 with milliseconds. */
  readonly from: string;
  readonly until: string;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
  /** How many a page holds, at least one. */
  readonly limit: number;
}

const form = /^(?<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (?<id>\d{1,10})$/;

function momentIn(text: string): Moment {
  const { at, id } = form.exec(text)?.groups ?? {};
  if (at !== undefined && id !== undefined && Number(id) < 2 ** 31) return { at, id: Number(id) };
  throw new Fault('invalid', { problems: [{ member: 'after', rule: 'format', limit: 'place in the list' }] });
}

/**
 * The changes of status within a window, a page at a time, in order of time and then of id, each with its customer as it
 * is now; those of removed customers and of customers out of the caller's reach are left out. Faults: invalid for an
 * `after` that no page gave.
 */
export const list: Operation<ListTransitions, Page<CustomerTransition>> = {
  mode: 'read',
  *run({ tx, reach }, { from, until, after, limit }) {
    const place = after === undefined ? undefined : momentIn(after);
    const found = yield* tx.transitions.within({ from, until, after: place, limit: limit + 1, among: reach });
    const items = found.slice(0, limit);
    const last = items.at(-1)?.transition;
    return found.length > limit && last ? { items, next: `${last.at} ${last.id}` } : { items };
  },
};
