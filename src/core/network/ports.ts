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
  /** The connected service numbers of these customers as they were written, in order of id; nothing for who has none. */
  serviceNumbersOf(customerIds: readonly number[]): Work<ReadonlyMap<number, readonly string[]>>;
  /** Whose connected service, or connected number of this kind, has this number, punctuation apart. */
  holderOf(kind: 'services' | 'service-numbers', number: string): Work<number | undefined>;
  /** Ends every connected service, feature and service number of this customer. */
  disconnect(customerId: number, at: string): Work<void>;
}
