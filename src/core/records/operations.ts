import type { Runner } from '../operation.js';
import { create } from './create.js';
import { list } from './list.js';
import { put, putAll } from './put.js';
import { read } from './read.js';
import { remove } from './remove.js';
import { replace } from './replace.js';

/** What can be done with records of every kind, apart from any dialect. */
export const operations = {
  'record.list': list,
  'record.read': read,
  'record.create': create,
  'record.replace': replace,
  'record.remove': remove,
  'record.put': put,
  'record.putAll': putAll,
};

/** Runs one of them on behalf of whoever was given this. */
export type RunRecords = Runner<typeof operations>;
