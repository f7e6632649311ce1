import type { Work } from '../change.js';
import type { Structure } from './model.js';

/** What the network knows of customers. */
export interface NetworkRecords {
  structuresOf(customerId: number): Work<readonly Structure[]>;
  /** Which of these structures exist. */
  existing(structureIds: readonly number[]): Work<ReadonlySet<number>>;
  linked(customerId: number): Work<ReadonlySet<number>>;
  link(customerId: number, structureIds: readonly number[]): Work<void>;
  unlink(customerId: number, structureIds: readonly number[]): Work<void>;
  /** Whether a connected service of this customer sits on a line card. */
  onLineCard(customerId: number): Work<boolean>;
  /** Ends every connected service and feature of this customer. */
  disconnect(customerId: number, at: string): Work<void>;
}
