import type { View } from '../../../src/dialect/lens.js';
import type { XmlValue } from '../../../src/wire/xml/writer.js';

/** Elements by their names, to be filled in. */
export type Tree = Record<string, XmlValue>;

const ways = new Map<string, readonly string[]>();

/** The names a member's name consists of. */
function wayOf(name: string): readonly string[] {
  let way = ways.get(name);
  if (!way) ways.set(name, (way = name.split('.')));
  return way;
}

/** A view as elements within elements; attributes keep their `@`. */
export function nested(view: View): Tree {
  const root: Tree = {};
  for (const name in view) {
    const value = view[name];
    if (value === undefined) continue;
    const way = wayOf(name);
    let at = root;
    for (let i = 0; i < way.length - 1; i++) at = (at[way[i] as string] ??= {}) as Tree;
    at[way[way.length - 1] as string] = value;
  }
  return root;
}
