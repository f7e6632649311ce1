import type { Work } from '../change.js';
import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import type { Page } from '../page.js';
import type { Transaction } from '../ports.js';
import type { Customer } from './model.js';
import type { Place } from './ports.js';
import { shownKey } from './shown-name.js';

export interface SearchCustomers {
  /** A part of the shown name or of a connected service number, letter case apart; without one everybody is found. */
  readonly term?: string | undefined;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
  /** How many a page holds, at least one. */
  readonly limit: number;
}

/** A customer and the numbers it may have been found by. */
export interface FoundCustomer {
  readonly customer: Customer;
  /** The connected ones as they were written, in order of id. */
  readonly serviceNumbers: readonly string[];
}

const textOf = ({ key, id }: Place): string => Buffer.from(JSON.stringify([key, id])).toString('base64url');

const isId = (value: unknown): value is number => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;

function placeIn(text: string): Place {
  try {
    const [key, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as readonly unknown[];
    if (typeof key === 'string' && !key.includes('\0') && isId(id)) return { key, id };
  } catch {
    // Told below.
  }
  throw new Fault('invalid', { problems: [{ member: 'after', rule: 'format', limit: 'place in the list' }] });
}

function* withNumbers(tx: Transaction, customers: readonly Customer[]): Work<readonly FoundCustomer[]> {
  const numbers = yield* tx.network.serviceNumbersOf(customers.map(({ id }) => id));
  return customers.map((customer) => ({ customer, serviceNumbers: numbers.get(customer.id) ?? [] }));
}

/**
 * The customers within the caller's reach that fit and are not removed, a page at a time, in order of the folded shown
 * name (its first 200 characters) and then of id. Who changes name between two pages may be in both or in neither.
 * Faults: invalid for an `after` that no page gave.
 */
export const search: Operation<SearchCustomers, Page<FoundCustomer>> = {
  mode: 'read',
  *run({ tx, reach }, { term = '', after, limit }) {
    const place = after === undefined ? undefined : placeIn(after);
    const found = yield* tx.customers.search({ term, after: place, limit: limit + 1, among: reach });
    const items = yield* withNumbers(tx, found.slice(0, limit));
    const last = items.at(-1)?.customer;
    if (found.length <= limit || !last) return { items };
    return { items, next: textOf({ key: shownKey(last), id: last.id }) };
  },
};
