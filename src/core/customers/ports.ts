import type { Work } from '../change.js';
import type { Customer } from './model.js';

/** The ways one customer is found. Texts compare without letter case, phones without punctuation. */
export type CustomerKey =
  | { readonly id: number }
  | { readonly source: { readonly table: string; readonly id: number } }
  | { readonly servicePhone: string };

/** The ways several are. The parts of `name` are prefixes and must all fit; at least one is given. */
export type CustomerCriteria =
  | { readonly phone: string }
  | { readonly number: string }
  | { readonly structureId: number }
  | { readonly name: { readonly whole?: string; readonly first?: string; readonly last?: string } };

/** Customers as the store keeps them. A removed one is found by id and by number only. */
export interface CustomerRecords {
  find(key: CustomerKey): Work<Customer | undefined>;
  /** The same, held against other writers until the change ends. */
  hold(id: number): Work<Customer | undefined>;
  /** In order of id, `limit` at most. */
  list(criteria: CustomerCriteria, limit: number): Work<readonly Customer[]>;
  /** Gives it an id unless it has one. Faults: number-taken, reference-taken, source-taken, id-taken. */
  insert(customer: Omit<Customer, 'id'> & { readonly id?: number }): Work<Customer>;
  /** Faults as insert. */
  save(customer: Customer): Work<void>;
}
