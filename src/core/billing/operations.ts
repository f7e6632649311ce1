import { createPlan } from './create-plan.js';
import { createAccount, updateAccount } from './change-account.js';
import { readAccount } from './read-account.js';
import { readPlan } from './read-plan.js';
import { updatePlan } from './update-plan.js';

/** What can be done with what customers order, owe and pay. */
export const operations = {
  'customer.read-account': readAccount,
  'customer.create-account': createAccount,
  'customer.update-account': updateAccount,
  'payment-plan.read': readPlan,
  'payment-plan.create': createPlan,
  'payment-plan.update': updatePlan,
};
