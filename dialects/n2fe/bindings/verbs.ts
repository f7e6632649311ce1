import type { Head } from '../../../src/dialect/contract.js';

/** What Jarvis calls the statement a verb runs, by every name that clients may give it. */
const actions: Readonly<Record<string, string>> = {
  get: 'select',
  fetch: 'select',
  select: 'select',
  post: 'insert',
  create: 'insert',
  insert: 'insert',
  put: 'update',
  update: 'update',
  delete: 'delete',
};

/** The verbs by which a route is found, by statement. */
const verbs: Readonly<Record<string, string>> = {
  select: 'GET',
  insert: 'POST',
  update: 'PUT',
  delete: 'DELETE',
  merge: 'PATCH',
};

const merging: Readonly<Record<string, string>> = { patch: 'merge', merge: 'merge' };

/** The verb a client wrote: `_method` in the query comes first. */
export const writtenVerb = ({ method, query }: Head): string => query.get('_method') || method;

/** The session's datasets answer any verb with a status. */
const special = /\/__(?:status|login|logout)\/?$/;

const unknown = 'UNKNOWN';

/**
 * The verb a request means. OPTIONS cannot be overridden, HEAD is a GET, and what nobody knows stays what it is where it
 * is the request's own, so that no client can put words of its own into the log.
 */
export function verbOf(merges: boolean): (head: Head) => string {
  return (head) => {
    if (head.method === 'OPTIONS') return head.method;
    if (special.test(head.path)) return head.method === 'POST' ? 'POST' : 'GET';
    const written = writtenVerb(head);
    const name = written === 'HEAD' ? 'get' : written.toLowerCase();
    const action = actions[name] ?? (merges ? merging[name] : undefined);
    return (action !== undefined && verbs[action]) || (written === head.method ? written : unknown);
  };
}
