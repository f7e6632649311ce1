import type { Json } from './customers/model.js';
import { joined } from './joined.js';

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

/** Reads one path; undefined where any part of the way is missing. */
type Reader = (from: object) => Json | undefined;

/** A path taken apart. The tables of the lenses name them all, so each is taken apart once. */
interface Way {
  /** The way to the branch it is in; undefined where that is the aggregate itself. */
  readonly branch: Way | undefined;
  readonly name: string;
  readonly read: Reader;
}

const ways = new Map<Path, Way>();

function wayOf(path: Path): Way {
  let way = ways.get(path);
  if (!way) {
    const names = path.split('.');
    const branch = names.length > 1 ? wayOf(names.slice(0, -1).join('.')) : undefined;
    ways.set(path, (way = { branch, name: names.at(-1) ?? '', read: readerOf(names) }));
  }
  return way;
}

/** A function that reads one path; undefined where any part of the way is missing. */
export const reader = (path: Path): Reader => wayOf(path).read;

function readerOf(names: readonly string[]): Reader {
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
  readonly #original: T;
  readonly #written: Path[] = [];
  /** The branches that are copies already; there are few. */
  readonly #copies: unknown[] = [];

  constructor(original: T, patch: Patch = []) {
    this.#original = original;
    // A copy by spread would get a new shape with whatever is added to it.
    this.value = joined(original, {});
    for (const entry of patch) this.write(entry);
  }

  /** The paths that were written to, whatever came of it; some more than once. */
  get written(): readonly Path[] {
    return this.#written;
  }

  /** What was written so far and is not what stood there before. */
  patch(): Patch {
    const patch: Entry[] = [];
    for (const path of new Set(this.#written)) {
      const { read } = wayOf(path);
      const value = read(this.value);
      if (!same(read(this.#original), value)) patch.push([path, value]);
    }
    return patch;
  }

  /** Writes one entry; branches left empty disappear. */
  write([path, value]: Entry): void {
    const { branch, name } = wayOf(path);
    const tree = this.#copyOf(branch);
    this.#written.push(path);
    if (value !== undefined) tree[name] = value;
    else {
      delete tree[name];
      this.#clear(branch, tree);
    }
  }

  #copyOf(way: Way | undefined): Tree {
    if (way === undefined) return this.value as Tree;
    const parent = this.#copyOf(way.branch);
    const found = parent[way.name];
    if (this.#copies.includes(found)) return found as Tree;
    const copy: Tree = isTree(found) ? joined(found, {}) : {};
    parent[way.name] = copy;
    this.#copies.push(copy);
    return copy;
  }

  #clear(way: Way | undefined, tree: Tree): void {
    if (way === undefined || Object.keys(tree).length > 0) return;
    const parent = this.#copyOf(way.branch);
    delete parent[way.name];
    this.#clear(way.branch, parent);
  }
}

/** A copy of `aggregate` with the patch written into it; branches left empty disappear. */
export const applied = <T extends object>(aggregate: T, patch: Patch): T => new Draft(aggregate, patch).value;

/** Whether two stored values are the same, member order apart. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (!isTree(a) || !isTree(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && same(a[name], b[name]));
}

/** The patch that makes an aggregate of nothing, a member an entry. */
export const whole = (aggregate: object): Patch => Object.entries(aggregate as Readonly<Record<string, Json>>);

/** The patch that makes `after` of `before`, comparing top-level members. */
export function difference(before: object, after: object): Patch {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name): Entry[] => {
    const value = (after as Tree)[name];
    return same((before as Tree)[name], value) ? [] : [[name, value as Json | undefined]];
  });
}
