import type { Customer } from './model.js';

const form = /^\d{10}$/;

/** Whether a text can be an account number: ten digits. */
export const isAccountNumber = (text: string): boolean => form.test(text);

/** A customer's account number: the one it was given, else its id in ten digits. */
export const accountNumberOf = ({ id, accountNumber }: Pick<Customer, 'id' | 'accountNumber'>): string =>
  accountNumber ?? String(id).padStart(10, '0');
