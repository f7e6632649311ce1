import type { Order, Invoice, Payment } from '../billing/model.js';
import type { Customer } from '../customers/model.js';

/** What customers are told by mail. */
export const mailTypes = ['new-order', 'new-invoice', 'payment-received'] as const;

export type MailType = (typeof mailTypes)[number];

/** `kept` is for people to read only: nobody was there to send it. */
export const mailStates = ['kept', 'waiting', 'sent', 'dead'] as const;

export type MailState = (typeof mailStates)[number];

/** A message as its reader sees it, in plain text and as HTML. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A message to a customer. Instants are UTC ISO-8601. */
export interface Mail extends Letter {
  readonly id: number;
  readonly customerId: number;
  readonly type: MailType;
  readonly to: string;
  readonly at: string;
  readonly state: MailState;
  /** How often it was tried in vain. */
  readonly attempts: number;
  /** Why it was not sent when it was tried last. */
  readonly error?: string;
  /** When it was sent or given up. */
  readonly finishedAt?: string;
}

/** What a message is about. */
export interface Occasion {
  readonly type: MailType;
  readonly customer: Customer;
  readonly record: Order | Invoice | Payment;
  /** What the order, invoice or payment is called where somebody reads of it. */
  readonly reference: string;
}

/** Whoever writes messages. */
export interface Scribe {
  /** Whether messages are sent at all, or only kept. */
  readonly sends: boolean;
  letter(occasion: Occasion): Promise<Letter>;
}
