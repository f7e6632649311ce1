import type { Dialect } from '../../../src/dialect/contract.js';

const inPath = /^\/api\/customer\/(?:add|edit|get)\/([^/]+)\/?$/i;

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The key in the path, else `apiKey` in the query. */
export const credentialsOf: Dialect['credentials'] = ({ path, query }) => {
  const written = inPath.exec(path)?.[1];
  if (written !== undefined) return { kind: 'key', key: decoded(written) };
  for (const [name, key] of query) if (name.toLowerCase() === 'apikey') return { kind: 'key', key };
  return undefined;
};
