import type { Json } from './customers/model.js';

/** A place in an aggregate, as member names joined by dots: `contacts.primary.first`. */
export type Path = string;

/** What a change writes: undefined takes a value away. */
export type Entry = readonly [path: Path, value: Json | undefined];

/** The list of writes that a change consists of; at most one a path. */
export type Patch = readonly Entry[];

type Tree = { [name: string]: unknown };

/** An aggregate on the way down one of its own paths, where each step holds a branch, a value or nothing. */
type Branch = { readonly [name: string]: Branch | undefined };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A function that reads one path; undefined where any part of the way is missing. */
export function reader(path: Path): (from: object) => Json | undefined {
  const names = path.split('.');
  const [first = '', second, third, ...more] = names;
  if (second === undefined) return (from) => (from as Branch)[first] as Json | undefined;
  if (third === undefined) return (from) => (from as Branch)[first]?.[second] as Json | undefined;
  if (more.length === 0) return (from) => (from as Branch)[first]?.[second]?.[third] as Json | undefined;
  return (from) => {
    let at: unknown = from;
    for (const name of names) {
      if (!isTree(at)) return undefined;
      at = at[name];
    }
    return at as Json | undefined;
  };
}

/** An aggregate being changed: each branch is copied once, when it is first written into; the original stays as it was. */
export class Draft<T extends object> {
  readonly value: T;
  readonly #copied: Set<unknown>;

  constructor(original: T) {
    this.value = { ...original };
    this.#copied = new Set([this.value]);
  }

  /** Writes one entry; branches left empty disappear. */
  write([path, value]: Entry): void {
    this.#writeInto(this.value as Tree, path.split('.'), 0, value);
  }

  #writeInto(tree: Tree, names: readonly string[], at: number, value: Json | undefined): void {
    const name = names[at] as string;
    if (at < names.length - 1) {
      const branch = this.#branch(tree, name);
      this.#writeInto(branch, names, at + 1, value);
      if (Object.keys(branch).length === 0) delete tree[name];
    } else if (value === undefined) delete tree[name];
    else tree[name] = value;
  }

  #branch(tree: Tree, name: string): Tree {
    const found = tree[name];
    if (this.#copied.has(found)) return found as Tree;
    const copy: Tree = isTree(found) ? { ...found } : {};
    this.#copied.add(copy);
    tree[name] = copy;
    return copy;
  }
}

/** A copy of `aggregate` with the patch written into it; branches left empty disappear. */
export function applied<T extends object>(aggregate: T, patch: Patch): T {
  const draft = new Draft(aggregate);
  for (const entry of patch) draft.write(entry);
  return draft.value;
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
