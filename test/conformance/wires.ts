import fc, { type Arbitrary } from 'fast-check';
import type { Customer, Json } from '../../src/core/customers/model.js';
import { Fault } from '../../src/core/fault.js';
import type { Lens, Member, View } from '../../src/dialect/lens.js';
import type { Codec } from '../../src/wire/codec.js';
import type { Schema } from '../../src/wire/schema.js';
import { bareCustomers } from './customers.js';
import type { Subject } from './subjects.js';
import { instants, integers, texts } from './texts.js';

/** A dialect spoken in one of its formats. */
export interface Wire {
  readonly name: string;
  readonly subject: Subject;
  readonly lens: Lens<Customer>;
  readonly writable: readonly Member<Customer>[];
  /** Members that every update must hold. */
  readonly required: ReadonlySet<string>;
  /** The view as it arrives: through the bytes of a body and the schema of an update. Throws the Fault it meets there. */
  carry(view: View): View;
  /** Values that may be put, by member. */
  readonly values: ReadonlyMap<string, Arbitrary<Json>>;
  /** Some of them, at hand: for what only stands in the background. */
  readonly some: ReadonlyMap<string, Arbitrary<Json>>;
}

interface Values {
  readonly all: Arbitrary<Json>;
  readonly some: Arbitrary<Json>;
}

type Carrier = Pick<Wire, 'required' | 'carry'>;

function updateSchema({ dialect }: Subject): Schema<unknown> {
  const update = dialect.routes.find(({ binding }) => binding.name.startsWith('customer.update') && binding.schema);
  if (!update?.binding.schema) throw new Error(`${dialect.id} has no update with a schema`);
  return update.binding.schema;
}

function carrier(subject: Subject, codec: Codec): Carrier {
  const schema = updateSchema(subject);
  const { body } = subject.exercise;
  return {
    required: new Set([...(schema.json.required ?? []), ...(body?.required ?? [])]),
    carry: (view) => {
      const text = codec.encode(body ? body.of(view) : view, body?.root);
      const arrived = schema.check(codec.decode(text, schema.json));
      return body ? body.view(arrived, subject.dialect.lenses.customer) : (arrived as View);
    },
  };
}

/** The value as it arrives, undefined where it does not. */
function arriving(way: Carrier, whole: View, name: string, value: Json): Json | undefined {
  const needed = Object.fromEntries([...way.required].map((member) => [member, whole[member]]));
  try {
    return way.carry({ ...needed, [name]: value })[name];
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** What is wrong with a value that was sent. */
export const judged = (member: Member<Customer>, value: Json) => member.problem?.(member.canonical(value));

const cases = { numRuns: 120, seed: 1 };

/** So many values are tried of each kind; a kind of which none of the first few fits has none that does. */
const tries = { numRuns: 40, seed: 1 };
const fewTries = 20;

/** Values a member may be given: candidates of every kind and all it was ever seen to show, if they pass its judgement. */
function valuesOf(way: Carrier, member: Member<Customer>, shown: readonly View[], given: readonly Json[]): Values {
  const { name } = member;
  const [whole = {}] = shown;
  const valid = (value: Json): boolean => {
    const arrived = arriving(way, whole, name, value);
    return arrived !== undefined && judged(member, arrived) === undefined;
  };
  const seen = new Map([...shown.map((view) => view[name] as Json), ...given].map((one) => [JSON.stringify(one), one]));
  const examples = [...seen.values()].filter(valid);
  const candidates: readonly Arbitrary<Json>[] = [
    texts,
    integers,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    instants,
  ];
  const found = [...examples];
  const fitting = candidates.flatMap((candidate) => {
    const values = fc.sample(candidate, tries);
    if (!values.slice(0, fewTries).some(valid)) return [];
    const passing = new Set(values.filter(valid));
    found.push(...passing);
    // Judged once: a view of fifty members would otherwise pass the bytes fifty times before it is sent.
    return passing.size === 0 ? [] : [fc.constantFrom(...passing)];
  });
  if (examples.length > 0) fitting.push(fc.constantFrom(...examples));
  if (fitting.length === 0) throw new Error(`no value was found that ${name} takes`);
  return { all: fc.oneof(...fitting), some: fc.constantFrom(...found) };
}

/** Every format of a dialect, or some. */
export function wiresOf(subject: Subject, codecs = subject.dialect.codecs): readonly Wire[] {
  const { dialect, name } = subject;
  const { examples = {} } = subject.exercise;
  const lens = dialect.lenses.customer;
  const shown = fc.sample(bareCustomers, cases).map((customer) => lens.get(customer));
  const writable = lens.members.filter(({ writes }) => writes.length > 0);
  return codecs.map((codec) => {
    const way = carrier(subject, codec);
    const found = writable.map(
      (member) => [member.name, valuesOf(way, member, shown, examples[member.name] ?? [])] as const,
    );
    const values = new Map(found.map(([member, { all }]) => [member, all]));
    const some = new Map(found.map(([member, given]) => [member, given.some]));
    return { ...way, name: `${name} in ${codec.id}`, subject, lens, writable, values, some };
  });
}
