import type { NewPlan } from '../billing/plan.js';
import type { Kind, Kinds } from './kinds.js';

/** Any record that is kept. Which members it has, its kind's schema says. */
export type KeptRecord = Kinds[Kind];

/** A record as a caller gives it; without an id the store gives it one. */
export type NewRecord = NewPlan | { readonly [K in Kind]: Omit<Kinds[K], 'id'> & { readonly id?: number } }[Kind];

/** A record on its way in, beside the name of its kind. It has passed the kind's schema. */
export interface CreateRecord {
  readonly kind: Kind;
  readonly record: NewRecord;
}

/** A whole record that has an id already. It has passed the kind's schema. */
export interface WriteRecord {
  readonly kind: Kind;
  readonly record: KeptRecord;
}

/** Names one record among all kinds. */
export interface RecordKey {
  readonly kind: Kind;
  readonly id: number;
}

export interface ListRecords {
  readonly kind: Kind;
  /** The id after which the list begins; 0 for its beginning. */
  readonly after: number;
  readonly limit: number;
}

/** What putting a record did. */
export type Outcome = 'created' | 'changed' | 'same';
