import { Fault } from '../../core/fault.js';
import type { JsonSchema } from '../codec.js';
import { type ScalarType, Refusal, scalarType } from './conversion.js';
import { notAnArray, notAnObject } from './mismatch.js';
import { type ConversionProblem, Progress } from './progress.js';
import { expected, type Expected } from './shape.js';

type Binder = (value: unknown, progress: Progress) => unknown;

interface Member {
  readonly name: string;
  readonly bind: Binder;
}

function bindScalar(type: ScalarType, nullable: boolean): Binder {
  const noNull = new Refusal(`Error converting value {null} to type '${type.name}'.`);
  const absent = (progress: Progress): unknown =>
    type.isValueType && !nullable ? progress.refuse(noNull, null) : null;
  return (value, progress) => {
    if (value === null) return absent(progress);
    const result = type.convert(value, progress.written);
    if (result === undefined) return absent(progress);
    return result instanceof Refusal ? progress.refuse(result, value) : result;
  };
}

class Members {
  private readonly byName = new Map<string, Member>();
  private readonly byFoldedName = new Map<string, Member>();

  constructor(properties: Readonly<Record<string, JsonSchema>>) {
    for (const [name, schema] of Object.entries(properties)) {
      const member = { name, bind: binderOf(schema) };
      this.byName.set(name, member);
      const folded = name.toLowerCase();
      if (!this.byFoldedName.has(folded)) this.byFoldedName.set(folded, member);
    }
  }

  find(name: string): Member | undefined {
    return this.byName.get(name) ?? this.byFoldedName.get(name.toLowerCase());
  }
}

/** Members of value types that must be there; of others, an annotation judges what was bound. */
const requiredValues = ({ properties = {}, required = [] }: JsonSchema): readonly string[] =>
  required.filter((name) => {
    const { type, nullable } = expected(properties[name] ?? {});
    return !nullable && type !== undefined && scalarType(type, undefined)?.isValueType === true;
  });

function bindObject(schema: JsonSchema): Binder {
  const needed = requiredValues(schema);
  const type = typeof schema.title === 'string' ? schema.title : 'System.Object';
  const members = new Members(schema.properties ?? {});
  return (value, progress) => {
    if (value === null || value === '') return null;
    if (typeof value !== 'object' || Array.isArray(value)) return progress.refuse(notAnObject(value, type), value);
    const sent = value as Readonly<Record<string, unknown>>;
    const bound: Record<string, unknown> = {};
    for (const name in sent) {
      const member = members.find(name);
      if (!member) continue;
      progress.enter(member.name, name);
      bound[member.name] = member.bind(sent[name], progress);
      progress.leave();
    }
    for (const name of needed) if (!(name in bound)) progress.miss(name);
    return bound;
  };
}

function bindArray(schema: JsonSchema): Binder {
  const type = typeof schema.title === 'string' ? schema.title : 'System.Collections.Generic.List`1[System.Object]';
  const bindItem = schema.items ? binderOf(schema.items) : asItIs;
  return (value, progress) => {
    if (value === null || value === '') return null;
    if (!Array.isArray(value)) return progress.refuse(notAnArray(value, type), value);
    return value.map((item: unknown, index) => {
      progress.enter(index, index);
      const bound = bindItem(item, progress);
      progress.leave();
      return bound;
    });
  };
}

const asItIs: Binder = (value) => value;

function compile({ schema, type, nullable }: Expected): Binder {
  if (type === undefined) return asItIs;
  if (type === 'object') return schema.properties ? bindObject(schema) : asItIs;
  if (type === 'array') return bindArray(schema);
  const scalar = scalarType(type, schema.format);
  return scalar ? bindScalar(scalar, nullable) : asItIs;
}

const binders = new WeakMap<JsonSchema, Binder>();

function binderOf(schema: JsonSchema): Binder {
  const known = binders.get(schema);
  if (known) return known;
  let made: Binder | undefined;
  // Compiled on first use, so that a schema may contain itself.
  const binder: Binder = (value, progress) => (made ??= compile(expected(schema)))(value, progress);
  binders.set(schema, binder);
  return binder;
}

/** What came of a binding: the value, undefined where there is none, and what could not be read as its member's type. */
export interface Bound {
  readonly value: unknown;
  readonly problems: readonly ConversionProblem[];
}

/**
 * Reads a decoded value as Json.NET reads it into a type: names match exactly, else whatever their letter case; of two
 * spellings of one member the later wins; unknown members are dropped; scalars are converted. `source` is the body's text,
 * for the places in exception texts. Undefined for null, which the framework hands over for an empty body. Throws
 * Fault('malformed') where an object or an array is expected and something else stands.
 */
export function bound(value: unknown, shape: JsonSchema, source?: string): Bound {
  if (value === undefined || value === null) return { value: undefined, problems: [] };
  const progress = new Progress(source);
  const made = binderOf(shape)(value, progress) ?? undefined;
  const { problems } = progress;
  if (made === undefined && problems[0]) throw new Fault('malformed', { reason: 'type', text: problems[0].text });
  return { value: made, problems };
}

/** The value as bound. Throws as `bound` does, and Fault('invalid') with every ConversionProblem. */
export function bind(value: unknown, shape: JsonSchema, source?: string): unknown {
  const { value: made, problems } = bound(value, shape, source);
  if (problems.length > 0) throw new Fault('invalid', { problems });
  return made;
}
