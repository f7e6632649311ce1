import type { Work } from '../change.js';
import type { Mail, MailState, MailType } from './model.js';

/** A message that one process has taken for itself until its lease ends, in epoch milliseconds. */
export interface ClaimedMail {
  readonly mail: Mail;
  readonly lease: number;
}

/** How a try ended; `due` for the next one, in epoch milliseconds, where there is one. */
export type MailOutcome = Pick<Mail, 'state' | 'attempts' | 'error' | 'finishedAt'> & { readonly due?: number };

export interface MailCriteria {
  readonly state?: MailState | undefined;
  readonly after: number;
  readonly limit: number;
}

/** Messages as the store keeps them. */
export interface MailRecords {
  find(id: number): Work<Mail | undefined>;
  /** In order of id. */
  list(criteria: MailCriteria): Work<readonly Mail[]>;
  /** Keeps a new one; a waiting one is due at once. */
  insert(mail: Omit<Mail, 'id'>): Work<Mail>;
  isDue(now: number): Work<boolean>;
  /** Takes what is due, the longest due first, for nobody else until the lease ends. Epoch milliseconds. */
  claim(now: number, lease: number, limit: number): Work<readonly ClaimedMail[]>;
  /** Writes down how a try ended, unless somebody else has the message by now. */
  settle(claimed: ClaimedMail, outcome: MailOutcome): Work<void>;
  /** Has a message wait again as if it had never been tried. */
  restart(id: number, due: number): Work<void>;
  /** The types that are switched off. */
  switchedOff(): Work<readonly MailType[]>;
  setSwitchedOff(types: readonly MailType[]): Work<void>;
}
