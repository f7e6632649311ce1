import { posix } from 'node:path';
import type { JsonSchema } from './codec.js';

/** Finds a schema document by its path below the schema folder. */
export type Documents = (path: string) => JsonSchema;

/** Where a reference leads: a document's path and a JSON pointer into it, '' for all of it. */
export interface Target {
  readonly path: string;
  readonly pointer: string;
}

/** Reads a `$ref` that stands in the document at `base`. Anchors are not supported: throws an Error for one. */
export function targetOf(ref: string, base: string): Target {
  const [file = '', pointer = ''] = ref.split('#');
  if (pointer !== '' && !pointer.startsWith('/')) throw new Error(`Schema ${base}: cannot follow "${ref}".`);
  return { path: file === '' ? base : posix.join(posix.dirname(base), file), pointer };
}

function isObject(node: unknown): node is JsonSchema {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function unescaped(step: string): string {
  return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
}

function nodeAt(target: Target, documents: Documents): JsonSchema {
  const steps = target.pointer.split('/').slice(1).map(unescaped);
  const node = steps.reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), documents(target.path));
  if (!isObject(node)) throw new Error(`No schema at ${target.path}#${target.pointer}.`);
  return node;
}

/**
 * The schema at a target with every `$ref` replaced by what it names, so that a reader of types walks plain objects. What
 * stands beside a `$ref` is taken for a remark and left out; a schema that contains itself becomes a cycle of objects.
 */
export function linked(target: Target, documents: Documents): JsonSchema {
  const made = new Map<object, unknown>();
  const link = (node: unknown, base: string): unknown => {
    if (Array.isArray(node)) return node.map((item) => link(item, base));
    if (!isObject(node)) return node;
    if (typeof node.$ref === 'string') return follow(targetOf(node.$ref, base));
    if (made.has(node)) return made.get(node);
    const out: Record<string, unknown> = {};
    made.set(node, out);
    for (const [name, value] of Object.entries(node)) out[name] = link(value, base);
    return out;
  };
  const follow = (to: Target): unknown => link(nodeAt(to, documents), to.path);
  return follow(target) as JsonSchema;
}
