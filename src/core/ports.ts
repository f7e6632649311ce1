import type { BillingRecords } from './billing/ports.js';
import type { BillRecords } from './bills/ports.js';
import type { LoginRecords } from './logins/ports.js';
import type { CustomerRecords } from './customers/ports.js';
import type { Happening } from './events.js';
import type { CallbackRecords, DeliveryRecords, Outbox } from './notify/ports.js';
import type { JobRecords } from './jobs/ports.js';
import type { MailRecords } from './mail/ports.js';
import type { NetworkRecords } from './network/ports.js';
import type { Kinds } from './records/kinds.js';
import type { PaymentMethodRecords } from './payments/ports.js';
import type { Records } from './records/ports.js';
import type { TransitionRecords } from './transitions/ports.js';
import type { CodeRecords } from './reference/ports.js';
import type { Work } from './change.js';

/** Where time comes from. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** Where generated names come from. */
export interface Ids {
  /** A customer number nobody else has: an upper-case GUID, later ones sorting after earlier ones. */
  number(): string;
}

/** Everything a work can ask of the store, inside one transaction or outside any. */
export interface Transaction {
  readonly customers: CustomerRecords;
  readonly network: NetworkRecords;
  readonly transitions: TransitionRecords;
  readonly outbox: Outbox;
  readonly callbacks: CallbackRecords;
  readonly deliveries: DeliveryRecords;
  readonly codes: CodeRecords;
  readonly bills: BillRecords;
  readonly billing: BillingRecords;
  readonly jobs: JobRecords;
  readonly paymentMethods: PaymentMethodRecords;
  readonly logins: LoginRecords;
  readonly mail: MailRecords;
  /** The plain records of every kind, customers too. */
  readonly records: { readonly [K in keyof Kinds]: Records<Kinds[K]> };
  /**
   * Writes down that something changed; in the same transaction as the change itself. Answers whether anybody is
   * registered to be told of anything at all: if not, the outbox need not be asked.
   */
  happened(what: Happening): Work<boolean>;
}

/** What an operation knows besides its input. */
export interface Context {
  readonly tx: Transaction;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly actor: Actor;
  /** The only customers this caller may reach; all of them when undefined. */
  readonly reach?: ReadonlySet<number> | undefined;
}

/** Who does it, through which dialect and operation: the by-line of an event. */
export interface Actor {
  readonly name: string;
  readonly channel: string;
  readonly operation: string;
}
