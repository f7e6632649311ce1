import { Fault, type Problem } from '../../core/fault.js';
import type { Codec, JsonSchema } from '../codec.js';
import { refuseUntransportable } from '../text.js';
import { Refusal, scalarType } from './conversion.js';
import { validated } from './model.js';
import { expected } from './shape.js';

/** Values as they came, nested by their names, in lower case. */
interface Tree {
  [name: string]: Tree | string;
}

/** What MediaTypeFormatter.MaxHttpCollectionKeys allows. */
const mostPairs = 1000;

const stepsOf = (name: string): readonly string[] =>
  name
    .replaceAll(/\[([^\]]*)\]/g, '.$1')
    .toLowerCase()
    .split('.');

/** Of several values of one name the first counts, as it does for a member that is no list. */
function plant(tree: Tree, steps: readonly string[], value: string): void {
  const [step = '', ...rest] = steps;
  if (rest.length === 0) {
    if (!Object.hasOwn(tree, step)) tree[step] = value;
    return;
  }
  const branch = Object.hasOwn(tree, step) ? tree[step] : (tree[step] = {});
  if (typeof branch === 'object') plant(branch, rest, value);
}

function treeOf(text: string): Tree {
  const pairs = [...new URLSearchParams(text)];
  if (pairs.length > mostPairs) throw new Fault('malformed', { reason: 'size' });
  const tree: Tree = {};
  for (const [name, value] of pairs) {
    refuseUntransportable({ [name]: value });
    const steps = stepsOf(name);
    // As deep and with such names as a JSON body would be.
    refuseUntransportable(steps.reduce<object>((inner, step) => ({ [step]: inner }), {}));
    plant(tree, steps, value);
  }
  return tree;
}

interface Reading {
  readonly problems: Problem[];
}

function scalar(value: string, schema: JsonSchema, member: string, { problems }: Reading): unknown {
  const { type = 'string', nullable, schema: own } = expected(schema);
  const found = scalarType(type, own.format);
  const read = value === '' || !found ? undefined : found.convert(value, String);
  if (read instanceof Refusal) problems.push({ member, rule: 'value', value });
  else if (read !== undefined) return read;
  else if (found?.isValueType && !nullable) problems.push({ member, rule: 'required-value' });
  return read instanceof Refusal ? undefined : null;
}

function object(tree: Tree, { properties = {}, required = [] }: JsonSchema, at: string, reading: Reading): object {
  const model: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(properties)) {
    const key = name.toLowerCase();
    const value = Object.hasOwn(tree, key) ? tree[key] : undefined;
    const { type, nullable, schema: own } = expected(schema);
    const member = at + name;
    if (value === undefined) {
      const needed = required.includes(name) && !nullable && type !== 'string';
      if (needed) reading.problems.push({ member, rule: 'required-value' });
    } else if (type === 'object') {
      if (typeof value === 'object') model[name] = object(value, own, `${member}.`, reading);
    } else if (typeof value === 'string') model[name] = scalar(value, schema, member, reading);
  }
  return model;
}

function decode(text: string, shape?: JsonSchema): unknown {
  if (text.trim() === '') return undefined;
  const tree = treeOf(text);
  if (!shape) return tree;
  const reading: Reading = { problems: [] };
  return validated(object(tree, shape, '', reading), shape, reading.problems);
}

type Sent = string | number | boolean | null | undefined | { readonly [name: string]: Sent };

function pairsOf(value: Sent, at: string): [name: string, value: string][] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) return [[at, value === null ? '' : String(value)]];
  const below = at === '' ? '' : `${at}.`;
  return Object.entries(value).flatMap(([name, member]) => pairsOf(member, below + name));
}

/**
 * Forms as the framework's formatter reads them: nested names as `A.B` and as `A[B]`, in any letter case; an empty value is
 * null; a value that does not convert is told in the model binder's words (FormDataCollectionExtensions.cs). The framework
 * answers nothing as a form; `encode` writes what such a client sends.
 */
export const aspnetForm: Codec = {
  id: 'form',
  media: ['application/x-www-form-urlencoded'],
  contentType: 'application/x-www-form-urlencoded',
  decode,
  encode: (value) => new URLSearchParams(pairsOf(value as Sent, '')).toString(),
};
