import { link } from './link.js';
import { structures } from './structures.js';
import { unlink } from './unlink.js';

/** What can be done with the network a customer is served by. */
export const operations = {
  'structures.of': structures,
  'structures.link': link,
  'structures.unlink': unlink,
};
