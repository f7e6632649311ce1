import { browse } from './browse.js';
import { changeStatus } from './change-status.js';
import { createCoded, updateCoded } from './coded.js';
import { create } from './create.js';
import { list } from './list.js';
import { reactivate } from './reactivate.js';
import { read } from './read.js';
import { remove } from './remove.js';
import { search } from './search.js';
import { updateInTurn } from './update-in-turn.js';
import { update } from './update.js';

/** What can be done with customers. */
export const operations = {
  'customer.read': read,
  'customer.list': list,
  'customer.search': search,
  'customer.browse': browse,
  'customer.create': create,
  'customer.update': update,
  'customer.update-in-turn': updateInTurn,
  'customer.change-status': changeStatus,
  'customer.create-coded': createCoded,
  'customer.update-coded': updateCoded,
  'customer.remove': remove,
  'customer.reactivate': reactivate,
};
