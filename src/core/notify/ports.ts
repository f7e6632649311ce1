import type { Work } from '../change.js';
import type { Callback, Delivery, DeliveryState, Notice } from './model.js';

/** What is to be delivered, as changes put it down. */
export interface Outbox {
  /**
   * Puts a notice down for everybody who is registered for its event, behind what the same customer has there already.
   * The customer is held against other writers by then.
   */
  add(notice: Notice): Work<void>;
}

/** Who is registered. */
export interface CallbackRecords {
  find(id: number): Work<Callback | undefined>;
  /** In order of id, from the one after `after`. */
  list(after: number, limit: number): Work<readonly Callback[]>;
  insert(callback: Omit<Callback, 'id'>): Work<Callback>;
  /** With all that was to be delivered there. */
  remove(id: number): Work<void>;
}

/** A delivery that one process has taken for itself until its lease ends. Epoch milliseconds. */
export interface Claim {
  readonly id: number;
  readonly callbackId: number;
  readonly customerId: number;
  readonly attempts: number;
  readonly lease: number;
  readonly notice: Notice;
}

/** A callback with something that waits, and when the first of that is due, in epoch milliseconds. */
export interface Lane {
  readonly callback: Pick<Callback, 'id' | 'dialect' | 'url' | 'secret'>;
  readonly due: number;
}

/** How a try ended: undefined `due` for the last one. Epoch milliseconds. */
export interface Outcome {
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly due?: number | undefined;
  readonly error?: string | undefined;
  readonly finishedAt?: number | undefined;
}

/** What waits, and how many are given up. */
export interface Backlog {
  readonly waiting: number;
  readonly dead: number;
  /** When the oldest of what waits happened. */
  readonly since?: string;
}

export interface DeliveryCriteria {
  readonly state?: DeliveryState | undefined;
  readonly callbackId?: number | undefined;
  readonly after: number;
  readonly limit: number;
}

/** Deliveries as the store keeps them. Of those of one customer to one callback only the first waiting one is ever due. */
export interface DeliveryRecords {
  find(id: number): Work<Delivery | undefined>;
  /** In order of id. */
  list(criteria: DeliveryCriteria): Work<readonly Delivery[]>;
  lanes(): Work<readonly Lane[]>;
  /** Takes what is due, the longest due first, for nobody else until the lease ends. */
  claim(callbackId: number, now: number, lease: number, limit: number): Work<readonly Claim[]>;
  /** Writes down how a try ended, unless somebody else has the delivery by now; whether it did. */
  settle(claim: Pick<Claim, 'id' | 'lease'>, outcome: Outcome): Work<boolean>;
  /** Has a delivery wait again as if it had never been tried, due from then on or behind the others of its customer. */
  restart(id: number, due: number | undefined): Work<void>;
  /** Makes the first of what waits for a customer due, unless one of that is due already. */
  advance(callbackId: number, customerId: number, due: number): Work<void>;
  backlog(): Work<Backlog>;
  /** Forgets what was finished before then, in epoch milliseconds. */
  sweep(state: DeliveryState, before: number): Work<void>;
}
