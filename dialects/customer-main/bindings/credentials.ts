import type { Dialect } from '../../../src/dialect/contract.js';
import { withoutStray } from './stray.js';

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The key in the path, `api/{controller}/{action}/{apiKey}`, else `apiKey` in the query. */
export const credentialsOf: Dialect['credentials'] = (head) => {
  const [, , , , written = ''] = head.path.split('/');
  if (written !== '') return { kind: 'key', key: decoded(written) };
  const all = [...head.query];
  const at = all.findIndex(([name]) => name.toLowerCase() === 'apikey');
  const [name, key] = all[at] ?? [];
  if (name === undefined || key === undefined) return undefined;
  return { kind: 'key', key: at === all.length - 1 ? withoutStray(head, name, key) : key };
};
