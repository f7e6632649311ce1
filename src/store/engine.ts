import type { Knex } from 'knex';
import type { IRateLimiterOptions, RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Work } from '../core/change.js';

/** A database behind the store: runs works, one way or another. */
export interface Engine {
  /** Told of each request as it comes, where reads of several share one look at the database. */
  readonly arrived?: () => void;
  /** Runs a work that reads. */
  read<T>(work: () => Work<T>): T | Promise<T>;
  /** Runs a work alone, all or nothing; resolves once it is durable. The work may be run more than once. */
  change<T>(work: () => Work<T>): Promise<T>;
  /** The same for a work that writes nothing that stood before: it may share the transaction with others of its kind. */
  add<T>(work: () => Work<T>): Promise<T>;
  /** A counter of events a key, kept in the database. */
  limiter(options: IRateLimiterOptions): RateLimiterAbstract;
  /** Runs something while no other process that asks for the same does. */
  exclusive<T>(body: () => Promise<T>): Promise<T>;
  /** For migrations. */
  knex(): Knex;
  /** A second time it does nothing. */
  close(): Promise<void>;
}
