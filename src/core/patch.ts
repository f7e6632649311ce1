import type { Json } from './customers/model.js';

/** A place in an aggregate, as member names joined by dots: `contacts.primary.first`. */
export type Path = string;

/** What a change writes: undefined takes a value away. */
export type Entry = readonly [path: Path, value: Json | undefined];

/** The list of writes that a change consists of; at most one a path. */
export type Patch = readonly Entry[];

type Tree = { readonly [name: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A function that reads one path; undefined where any part of the way is missing. */
export function reader(path: Path): (from: object) => Json | undefined {
  const names = path.split('.');
  const [first = '', second, third] = names;
  if (second === undefined) return (from) => (from as Tree)[first] as Json | undefined;
  if (third === undefined) return (from) => ((from as Tree)[first] as Tree | undefined)?.[second] as Json | undefined;
  return (from) => {
    let at: unknown = from;
    for (const name of names) {
      if (!isTree(at)) return undefined;
      at = at[name];
    }
    return at as Json | undefined;
  };
}

function written(tree: Tree, names: readonly string[], value: Json | undefined): Tree {
  const [name = '', ...rest] = names;
  const child = tree[name];
  const next = rest.length === 0 ? value : written(isTree(child) ? child : {}, rest, value);
  const empty = next === undefined || (rest.length > 0 && Object.keys(next as Tree).length === 0);
  if (!empty) return { ...tree, [name]: next };
  const { [name]: _gone, ...others } = tree;
  return others;
}

/** A copy of `aggregate` with the patch written into it; branches left empty disappear. */
export function applied<T extends object>(aggregate: T, patch: Patch): T {
  return patch.reduce<Tree>((tree, [path, value]) => written(tree, path.split('.'), value), aggregate as Tree) as T;
}

/** Whether two stored values are the same, member order apart. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (!isTree(a) || !isTree(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && same(a[name], b[name]));
}

/** The patch that makes `after` of `before`, comparing top-level members. */
export function difference(before: object, after: object): Patch {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name): Entry[] => {
    const value = (after as Tree)[name];
    return same((before as Tree)[name], value) ? [] : [[name, value as Json | undefined]];
  });
}
