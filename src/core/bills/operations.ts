import { list, read } from './read.js';
import { create, update } from './write.js';

/** What can be done with the bills of customers. */
export const operations = {
  'bill.read': read,
  'bill.list': list,
  'bill.create': create,
  'bill.update': update,
};
