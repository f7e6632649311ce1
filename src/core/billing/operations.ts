import { readAccount } from './read-account.js';

/** What can be done with what customers order, owe and pay. */
export const operations = {
  'customer.read-account': readAccount,
};
