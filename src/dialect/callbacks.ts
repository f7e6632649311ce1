import type { EventName, Notice } from '../core/notify/model.js';

/** Who is to be told, with the secret in plain text. */
export interface Receiver {
  readonly url: string;
  readonly secret?: string | undefined;
}

/** A request that tells somebody of something: a POST. */
export interface Message {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a vendor tells other systems what happened. */
export interface Callbacks {
  /** The vendor's names of the events it tells of; those of others cannot be asked for. */
  readonly events: Readonly<Partial<Record<EventName, string>>>;
  /** What is sent. Pure: tried again, a message is the same. */
  readonly message: (notice: Notice, to: Receiver) => Message;
}
