import { listMethods } from './list-methods.js';
import { putMethod } from './put-method.js';

/** What can be done with what customers pay with. */
export const operations = {
  'payment-method.list': listMethods,
  'payment-method.put': putMethod,
};
