import type { Work } from '../change.js';
import type { Bill } from './model.js';

/** Bills as the store keeps them. */
export interface BillRecords {
  /** Those of one customer, in order of id. */
  of(customerId: number): Work<readonly Bill[]>;
}
