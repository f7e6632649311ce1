import type { Work } from '../change.js';
import type { Account } from '../billing/ports.js';
import type { BrowseCustomers } from './browse.js';
import type { Customer } from './model.js';

/** The ways one customer is found. Texts compare without letter case, phones without punctuation. */
export type CustomerKey =
  | { readonly id: number }
  | { readonly reference: string }
  | { readonly source: { readonly table: string; readonly id: number } }
  | { readonly servicePhone: string }
  | { readonly accountNumber: string }
  /** Of several customers who are shown by one name, the one with the lowest account number is found. */
  | { readonly shownName: string }
  /** An account number, else a shown name. */
  | { readonly called: string };

/** The ways several are. The latest have the highest ids. The parts of `name` are prefixes and must all fit; one is given. */
export type CustomerCriteria =
  | { readonly phone: string }
  | { readonly number: string }
  | { readonly structureId: number }
  | { readonly latest: true }
  | { readonly name: { readonly whole?: string; readonly first?: string; readonly last?: string } };

/** A place in the order of shown names: a customer's key and id. */
export interface Place {
  readonly key: string;
  readonly id: number;
}

/** A part of the customers that are not removed. */
export interface CustomerSearch {
  /** Stands somewhere in the shown name or in a connected service number, letter case apart; empty, it fits everybody. */
  readonly term: string;
  /** Where the part begins: after this place, which need not be anybody's any more. */
  readonly after?: Place | undefined;
  readonly limit: number;
  /** Nobody but these; anybody when undefined. */
  readonly among?: ReadonlySet<number> | undefined;
}

/** Customers as the store keeps them. A removed one is found by id and by number only. */
export interface CustomerRecords {
  find(key: CustomerKey): Work<Customer | undefined>;
  /** The same, held against other writers until the change ends. */
  hold(id: number): Work<Customer | undefined>;
  /** In order of id, `limit` at most. */
  list(criteria: CustomerCriteria, limit: number): Work<readonly Customer[]>;
  /** In order of the beginning of the folded shown name, then of id. Committed customers only. */
  search(search: CustomerSearch): Work<readonly Customer[]>;
  /** The youngest first; of one instant, those with the highest ids. Committed customers only. */
  browse(wanted: BrowseCustomers & Pick<CustomerSearch, 'among'>): Work<readonly Account[]>;
  /**
   * Gives it an id unless it has one, and never one that is another's account number. Faults: number-taken,
   * account-number-taken, reference-taken, source-taken, id-taken.
   */
  insert(customer: Omit<Customer, 'id'> & { readonly id?: number }): Work<Customer>;
  /** Faults as insert. */
  save(customer: Customer): Work<void>;
}
