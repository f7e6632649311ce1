import type { Contents } from './contents.js';

const trigramsOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: text.length }, (_, at) => `${text}  `.slice(at, at + 3)));

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((one) => b.has(one));

/** The names of the test are plain and short; nothing but the letter case is folded. */
const nameIn = (doc: unknown): string => (JSON.parse(String(doc)) as { readonly name: string }).name.toLowerCase();

/** Where what customers are searched by differs from what they are called. */
export function searchFaults({ customers, names, trigrams }: Contents): readonly string[] {
  const keys = new Map(names.map(({ id, shown_key }) => [id, shown_key]));
  const wrong = customers.flatMap(({ id, doc }) => {
    const name = nameIn(doc);
    if (keys.get(id) !== name) return [`customer ${String(id)} is sorted as ${String(keys.get(id))}`];
    if (!trigrams || isSame(trigrams.get(Number(id)) ?? new Set(), trigramsOf(name))) return [];
    return [`customer ${String(id)} is not found as ${name}`];
  });
  const strays = [names.length, trigrams?.size ?? names.length].filter((count) => count !== customers.length);
  return [...wrong, ...strays.map((count) => `${count} are searched, ${customers.length} are stored`)];
}
