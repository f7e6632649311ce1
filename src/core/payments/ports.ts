import type { Work } from '../change.js';
import type { PaymentMethod, Preference } from './model.js';

/** Customers' payment methods as the store keeps them. */
export interface PaymentMethodRecords {
  /** In the order in which they are tried. */
  of(customerId: number): Work<readonly PaymentMethod[]>;
  /** Replaces the one of the same preference. */
  keep(method: PaymentMethod): Work<void>;
  remove(customerId: number, preference: Preference): Work<void>;
  /** Forgets them all, secrets included. */
  erase(customerId: number): Work<void>;
}
