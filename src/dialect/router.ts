import type { Dialect, Route } from './contract.js';

/** What a path leads to: whose it is, and which routes stand there. */
export interface Place {
  readonly dialect: Dialect;
  /** The pattern that matched, for logs; it never holds what a client wrote. */
  readonly pattern: string;
  /** Parameter names, in the order they stand in the pattern. */
  readonly names: readonly string[];
  /** By method. Empty where the path is only owned, not answered. */
  readonly routes: ReadonlyMap<string, readonly Route[]>;
  readonly allow: readonly string[];
}

export interface Match {
  readonly place: Place;
  readonly params: Readonly<Record<string, string>>;
}

interface Node {
  readonly exact: Map<string, Node>;
  readonly folded: Map<string, Node>;
  parameter?: Node;
  place?: MutablePlace;
  rest?: MutablePlace;
}

interface MutablePlace extends Place {
  readonly routes: Map<string, Route[]>;
  readonly allow: string[];
}

const createNode = (): Node => ({ exact: new Map(), folded: new Map() });

const isParameter = (segment: string) => segment.startsWith('{');
const isRest = (segment: string) => segment.endsWith('*}');

function placeAt(root: Node, dialect: Dialect, pattern: string): MutablePlace {
  const segments = pattern.split('/').slice(1);
  let node = root;
  for (const segment of segments.filter((one) => !isRest(one))) {
    if (isParameter(segment)) node = node.parameter ??= createNode();
    else {
      const table = dialect.paths.foldCase ? node.folded : node.exact;
      const name = dialect.paths.foldCase ? segment.toLowerCase() : segment;
      let next = table.get(name);
      if (!next) table.set(name, (next = createNode()));
      node = next;
    }
  }
  const slot = segments.some(isRest) ? 'rest' : 'place';
  const names = segments.filter(isParameter).map((segment) => segment.replace(/[{}*]/g, ''));
  const place = (node[slot] ??= { dialect, pattern, names, routes: new Map(), allow: [] });
  if (place.dialect !== dialect) throw new Error(`${pattern} is claimed by both ${place.dialect.id} and ${dialect.id}`);
  return place;
}

function mount(root: Node, dialect: Dialect): void {
  for (const owned of dialect.paths.owns) placeAt(root, dialect, owned);
  for (const prefix of dialect.paths.mounts) {
    for (const route of dialect.routes) {
      const place = placeAt(root, dialect, prefix + route.pattern);
      const routes = place.routes.get(route.method) ?? [];
      if (routes.some(({ binding }) => !binding.when)) {
        throw new Error(`${dialect.id} answers ${route.method} ${route.pattern} twice`);
      }
      place.routes.set(route.method, [...routes, route]);
      if (!place.allow.includes(route.method)) place.allow.push(route.method);
    }
  }
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function find(node: Node, segments: readonly string[], at: number, values: string[]): Place | undefined {
  const segment = segments[at];
  if (segment === undefined) return node.place ?? node.rest;
  const literal = node.exact.get(segment) ?? node.folded.get(segment.toLowerCase());
  const found = literal && find(literal, segments, at + 1, values);
  if (found) return found;
  if (node.parameter && segment !== '') {
    values.push(segment);
    const behind = find(node.parameter, segments, at + 1, values);
    if (behind) return behind;
    values.pop();
  }
  if (!node.rest) return undefined;
  values.push(segments.slice(at).join('/'));
  return node.rest;
}

/**
 * The paths of several dialects as one tree: a literal segment comes before a parameter before the rest, and the path
 * alone decides whose it is. A slash at the end does not count. Fails at once where two dialects claim one pattern.
 */
export function createRouter(dialects: readonly Dialect[]): (path: string) => Match | undefined {
  const root = createNode();
  for (const dialect of dialects) mount(root, dialect);
  return (path) => {
    const segments = path.split('/').map(decoded);
    segments.shift();
    if (segments.at(-1) === '') segments.pop();
    const values: string[] = [];
    const place = find(root, segments, 0, values);
    if (!place) return undefined;
    const params: Record<string, string> = {};
    for (let i = 0; i < place.names.length; i++) params[place.names[i] as string] = values[i] ?? '';
    return { place, params };
  };
}
