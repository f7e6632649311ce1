import type { Dialect, Route } from './contract.js';

/** What a path leads to: whose it is, and which routes stand there. */
export interface Place {
  readonly dialect: Dialect;
  /** The pattern that matched, for logs; it never holds what a client wrote. */
  readonly pattern: string;
  /** Parameter names, in the order they stand in the pattern. */
  readonly names: readonly string[];
  /** How many segments of the path are the prefix, which the dialect does not see. */
  readonly depth: number;
  /** By method. Empty where the path is only owned, not answered. */
  readonly routes: ReadonlyMap<string, readonly Route[]>;
  readonly allow: readonly string[];
}

/** Where a path leads, and its parameters, decoded. */
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

/** Prefixes that a dialect's native paths follow, besides standing where they are. */
export type Below = ReadonlyMap<string, Dialect>;

/** The patterns of a dialect's native paths, those it answers and those it owns. */
export const patternsOf = ({ paths: { owns, mounts }, routes }: Dialect): readonly string[] => [
  ...owns,
  ...mounts.flatMap((prefix) => routes.map(({ pattern }) => prefix + pattern)),
];

function placeAt(root: Node, dialect: Dialect, pattern: string, depth = 0): MutablePlace {
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
  const place = (node[slot] ??= { dialect, pattern, names, depth, routes: new Map(), allow: [] });
  if (place.dialect !== dialect) throw new Error(`${pattern} is claimed by both ${place.dialect.id} and ${dialect.id}`);
  return place;
}

function mount(root: Node, dialect: Dialect, below = ''): void {
  const depth = below.split('/').length - 1;
  for (const owned of dialect.paths.owns) placeAt(root, dialect, below + owned, depth);
  for (const prefix of dialect.paths.mounts) {
    for (const route of dialect.routes) {
      const place = placeAt(root, dialect, below + prefix + route.pattern, depth);
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

/** A path without its first segments, as many as a place is deep. */
export function withoutPrefix(path: string, { depth }: Place): string {
  let at = 0;
  for (let i = 0; i < depth; i++) at = path.indexOf('/', at + 1);
  return at < 0 ? '/' : path.slice(at);
}

function find(node: Node, segments: readonly string[], at: number, values: string[]): Place | undefined {
  const segment = segments[at];
  if (segment === undefined) return node.place ?? node.rest;
  const exact = node.exact.size > 0 ? node.exact.get(segment) : undefined;
  const same = exact && find(exact, segments, at + 1, values);
  if (same) return same;
  const folded = node.folded.size > 0 ? node.folded.get(segment.toLowerCase()) : undefined;
  const alike = folded && find(folded, segments, at + 1, values);
  if (alike) return alike;
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
 * alone decides whose it is. A slash at the end does not count. What is below a prefix belongs to its dialect, whatever
 * belongs to nobody to the fallback. Fails at once where two dialects claim one pattern.
 */
export function createRouter(
  dialects: readonly Dialect[],
  { below, fallback }: { readonly below?: Below; readonly fallback?: Dialect } = {},
): (path: string) => Match | undefined {
  const root = createNode();
  for (const dialect of dialects) mount(root, dialect);
  for (const [prefix, dialect] of below ?? []) {
    mount(root, dialect, prefix);
    placeAt(root, dialect, `${prefix}/{rest*}`, prefix.split('/').length - 1);
  }
  if (fallback) placeAt(root, fallback, '/{rest*}');
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
