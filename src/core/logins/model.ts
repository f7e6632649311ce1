import type { Customer } from '../customers/model.js';

/** Whom of a customer one turns to. */
export type ContactRole = keyof NonNullable<Customer['contacts']>;

/** What contacts are to log in with from now on, as their owners wrote it; never kept. */
export type Passwords = Readonly<Partial<Record<ContactRole, string>>>;

/** The same as it is kept. */
export type PasswordHashes = Passwords;

/** The contacts of a customer. */
export const contactRoles: readonly ContactRole[] = ['primary', 'billing', 'sales'];
