import { createPlan } from './create-plan.js';
import { createAccount, updateAccount } from './change-account.js';
import { readAccount } from './read-account.js';
import { readPlan } from './read-plan.js';
import { createWithOrders } from './create-with-orders.js';
import { updatePlan } from './update-plan.js';
import { writePlan } from './write-plan.js';

/** What can be done with what customers order, owe and pay. */
export const operations = {
  'customer.read-account': readAccount,
  'customer.create-account': createAccount,
  'customer.update-account': updateAccount,
  'customer.create-with-orders': createWithOrders,
  'payment-plan.read': readPlan,
  'payment-plan.create': createPlan,
  'payment-plan.update': updatePlan,
  'payment-plan.write': writePlan,
};
