import type { Json } from '../core/customers/model.js';
import type { RevisionOf } from '../core/customers/revision.js';
import { Fault, type Problem } from '../core/fault.js';
import { Draft, reader, same, type Path, type Patch } from '../core/patch.js';

/** How one value looks on a wire. All functions are pure and total. */
export interface Form {
  /** The wire value of what is stored; never undefined. */
  show(stored: Json | undefined): Json;
  /** The vendor's documented normalisation of what was sent, and nothing else. */
  canonical(sent: Json): Json;
  /** What to keep of a canonical value; undefined takes the stored one away. */
  store(canonical: Json): Json | undefined;
  /** What is wrong with a canonical value that differs from the stored one. */
  problem?(canonical: Json): Omit<Problem, 'member'> | undefined;
}

/** One member of a vendor's view, tied to the core paths it is shown from and written to. */
export interface Member<T extends object> {
  readonly name: string;
  /** Every path its value depends on. */
  readonly reads: readonly Path[];
  /** Every path it may write; none for a read-only member. */
  readonly writes: readonly Path[];
  /** Put after the others, because what it shows depends on them. */
  readonly last?: boolean;
  get(current: T): Json;
  canonical(sent: Json): Json;
  problem?(canonical: Json): Omit<Problem, 'member'> | undefined;
  put(current: T, canonical: Json): Patch;
}

/** Wire members by name; one that is absent or undefined was not sent. */
export type View = Readonly<Record<string, Json | undefined>>;

/** A dialect's table of one aggregate, and what comes from it. */
export interface Lens<T extends object> {
  readonly members: readonly Member<T>[];
  /** Every path any member may write. */
  readonly paths: ReadonlySet<Path>;
  /** The whole view, members in the vendor's order. */
  get(current: T): Record<string, Json>;
  /** The view that a tree holds: a dot in a member's name stands for a branch, and a branch in a value's place is not sent. */
  view(tree: object): View;
  /** The writes that make the view of `current` show what was sent. Faults: invalid, with every problem at once. */
  put(current: T, sent: View): Patch;
  /** The same as something the core can run inside a transaction. */
  revise(sent: View): RevisionOf<T>;
  /** For creation: also keeps what was sent where an untouched default would show the same. */
  make(sent: View): RevisionOf<T>;
}

/** A member kept at one path. */
export function field<T extends object>(name: string, path: Path, form: Form): Member<T> {
  return fallback(name, [path], form);
}

type Reader = ReturnType<typeof reader>;

/** A member kept at the first path and shown from the first of them that was ever set. */
export function fallback<T extends object>(name: string, paths: readonly [Path, ...Path[]], form: Form): Member<T> {
  const readers = paths.map(reader);
  const [own, ...others] = readers as [Reader, ...Reader[]];
  const borrowed = (current: T): Json | undefined => {
    for (const read of others) {
      const value = read(current);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  return {
    name,
    reads: paths,
    writes: [paths[0]],
    get: (current) => form.show(own(current) ?? borrowed(current)),
    canonical: (sent) => form.canonical(sent),
    ...(form.problem && { problem: (canonical: Json) => form.problem?.(canonical) }),
    put: (current, canonical) => {
      const value = form.store(canonical);
      const uncovered = value === undefined && borrowed(current) !== undefined;
      return [[paths[0], uncovered ? '' : value]];
    },
  };
}

/** A member that is shown and never written; what a client sends for it is ignored. */
export function readOnly<T extends object>(name: string, reads: readonly Path[], get: (current: T) => Json): Member<T> {
  return { name, reads, writes: [], get, canonical: (sent) => sent, put: () => [] };
}

/** A member of `dialect`'s own, which no other vendor knows. */
export function own<T extends object>(name: string, dialect: string, key: string, form: Form): Member<T> {
  return field(name, `extras.${dialect}.${key}`, form);
}

interface Putting<T extends object> {
  /** What the members put so far have made of the aggregate. */
  readonly draft: Draft<T>;
  readonly always: boolean;
  readonly problems: Problem[];
}

/**
 * Puts one member: nothing where its canonical form is what `current` shows anyway, so that a value another vendor wrote,
 * and this one sends back untouched, is neither judged nor rewritten.
 */
function putMember<T extends object>(member: Member<T>, sent: View, { draft, always, problems }: Putting<T>): void {
  const value = sent[member.name];
  if (value === undefined || member.writes.length === 0) return;
  const canonical = member.canonical(value);
  if (!always && same(canonical, member.get(draft.value))) return;
  const problem = member.problem?.(canonical);
  if (problem) problems.push({ member: member.name, ...problem });
  else for (const entry of member.put(draft.value, canonical)) draft.write(entry);
}

/** A lens from its table; names must be unique. */
export function createLens<T extends object>(members: readonly Member<T>[]): Lens<T> {
  const names = new Set(members.map(({ name }) => name));
  if (names.size !== members.length) throw new Error('a lens has two members of one name');
  const inPutOrder = [...members.filter(({ last }) => !last), ...members.filter(({ last }) => last)];
  const paths = new Set(members.flatMap(({ writes }) => writes));

  // Copied, and then filled in, it stays an object of one shape; one that grows by thirty names is a slow map.
  const blank = JSON.parse(JSON.stringify(Object.fromEntries([...names].map((name) => [name, null])))) as Record<
    string,
    Json
  >;
  const shown = members.map((member) => [member.name, (current: T) => member.get(current)] as const);
  const readers = members.map(({ name }) => [name, reader(name)] as const);

  const put = <C extends T>(current: C, sent: View, always = false): Draft<C> => {
    const problems: Problem[] = [];
    const draft = new Draft(current);
    for (const member of inPutOrder) putMember(member, sent, { draft, always, problems });
    if (problems.length > 0) throw new Fault('invalid', { problems });
    return draft;
  };

  return {
    members,
    paths,
    get: (current) => {
      const view = { ...blank };
      for (const [name, get] of shown) view[name] = get(current);
      return view;
    },
    view: (tree) => {
      const view: Record<string, Json | undefined> = { ...blank };
      for (const [name, read] of readers) {
        const value = read(tree);
        view[name] = typeof value === 'object' && value !== null ? undefined : value;
      }
      return view;
    },
    put: (current, sent) => put(current, sent).patch(),
    revise: (sent) => ({ paths, draft: (current) => put(current, sent) }),
    make: (sent) => ({ paths, draft: (current) => put(current, sent, true) }),
  };
}
