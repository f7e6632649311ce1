import type { Account } from '../billing/ports.js';
import type { Operation } from '../operation.js';
import type { CustomerStatus } from './model.js';

/** A time from an instant on, up to another; open on a side where there is none. UTC ISO-8601 with milliseconds. */
export interface Span {
  readonly from?: string | undefined;
  /** Not in it any more. */
  readonly until?: string | undefined;
}

/** All of what is given must fit. */
export interface CustomerFilter {
  readonly statuses?: readonly CustomerStatus[] | undefined;
  readonly created?: Span | undefined;
  /** When the last change was; the creation, where there was none. */
  readonly updated?: Span | undefined;
  /** Stands somewhere in the shown name, the reference, a contact's name or e-mail address, letter case apart. */
  readonly term?: string | undefined;
}

export interface BrowseCustomers extends CustomerFilter {
  /** How many of the first are passed over. */
  readonly offset: number;
  readonly limit: number;
}

/** The customers that fit and are not removed, the youngest first, with their financials. */
export const browse: Operation<BrowseCustomers, readonly Account[]> = {
  mode: 'read',
  *run({ tx, reach }, wanted) {
    if (wanted.limit === 0) return [];
    return yield* tx.customers.browse({ ...wanted, among: reach });
  },
};
