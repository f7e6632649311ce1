import { list } from './list.js';

/** What can be done with changes of status, besides making them. */
export const operations = {
  'transition.list': list,
};
