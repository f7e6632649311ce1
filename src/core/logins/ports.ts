import type { Work } from '../change.js';
import type { ContactRole } from './model.js';

/** A contact by whose it is. */
export interface ContactKey {
  readonly customerId: number;
  readonly role: ContactRole;
}

/** The logins of customers' contacts: no account of this gateway's is among them. */
export interface LoginRecords {
  /** The contact logs in by this name from now on; its password stays. Faults: login-taken. */
  keep(contact: ContactKey, login: string): Work<void>;
  /** The contact has no login any more, and no password; the name is free. */
  release(contact: ContactKey): Work<void>;
  setPassword(contact: ContactKey, hash: string): Work<void>;
}
