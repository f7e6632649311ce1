import fc, { type Arbitrary } from 'fast-check';
import type { Customer, Json } from '../../src/core/customers/model.js';
import { applied } from '../../src/core/patch.js';
import type { Member, View } from '../../src/dialect/lens.js';
import { bareCustomers } from './customers.js';
import { subjects } from './subjects.js';
import { judged, wiresOf, type Wire } from './wires.js';

/** What a client does with one member: sends what it was shown, leaves it out, or sends something of its own. */
type Choice =
  | { readonly kind: 'shown'; readonly otherwise: Json }
  | { readonly kind: 'absent' }
  | { readonly kind: 'new'; readonly value: Json };

/** What a client does with every member it may write. */
export type Choices = Readonly<Record<string, Choice>>;

/** A value that may be put into a member. */
export const valueOf = ({ values }: Wire, name: string): Arbitrary<Json> => {
  const arbitrary = values.get(name);
  if (!arbitrary) throw new Error(`${name} is not writable`);
  return arbitrary;
};

function choicesOf(wire: Wire, absent: (member: Member<Customer>) => number): Arbitrary<Choices> {
  const choice = (member: Member<Customer>): Arbitrary<Choice> => {
    const value = valueOf(wire, member.name);
    return fc.oneof(
      { weight: 3, arbitrary: value.map((otherwise) => ({ kind: 'shown', otherwise }) as const) },
      { weight: 3, arbitrary: value.map((value) => ({ kind: 'new', value }) as const) },
      { weight: absent(member), arbitrary: fc.constant({ kind: 'absent' } as const) },
    );
  };
  return fc.record(Object.fromEntries(wire.writable.map((member) => [member.name, choice(member)])));
}

/** Views with every writable member. */
export const wholeViews = (wire: Wire): Arbitrary<Choices> => choicesOf(wire, () => 0);

/** Views with some of them. */
export const someViews = (wire: Wire): Arbitrary<Choices> =>
  choicesOf(wire, ({ name }) => (wire.required.has(name) ? 0 : 3));

/** What the client sends that was shown this customer, as it arrives; `legal` where all of it must be a value that may be put. */
export function sent(wire: Wire, customer: Customer, choices: Choices, legal = false): View {
  const view: Record<string, Json | undefined> = wire.lens.get(customer);
  for (const member of wire.writable) {
    const { name } = member;
    const choice = choices[name];
    if (choice?.kind === 'new') view[name] = choice.value;
    if (choice?.kind === 'absent') delete view[name];
    if (choice?.kind === 'shown' && legal && judged(member, view[name] as Json)) view[name] = choice.otherwise;
  }
  return wire.carry(view);
}

/** What only this dialect knows of a customer, some of it. */
function ownViews(wire: Wire): Arbitrary<View> {
  const own = wire.writable.filter(({ writes }) => writes.some((path) => path.startsWith('extras.')));
  const values = own.map(({ name }) => [name, wire.some.get(name) as Arbitrary<Json>] as const);
  return fc.record(Object.fromEntries(values), { requiredKeys: [] });
}

/** The customer after such a view was put, and with it the members without which there is no update. */
function putOwn(customer: Customer, wire: Wire, own: View): Customer {
  const shown = Object.entries(wire.lens.get(customer)).filter(([name]) => wire.required.has(name));
  return applied(customer, wire.lens.put(customer, wire.carry({ ...Object.fromEntries(shown), ...own })));
}

const speakers = subjects.flatMap((subject) => wiresOf(subject, subject.dialect.codecs.slice(0, 1)));

/** The same, and nothing can be written into it. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** Any customer the core can hold, what only one dialect knows included; frozen, since a put may not touch it. */
export const customers: Arbitrary<Customer> = fc
  .tuple(bareCustomers, fc.tuple(...speakers.map(ownViews)))
  .map(([bare, views]) => speakers.reduce((customer, wire, i) => putOwn(customer, wire, views[i] ?? {}), bare))
  .map(frozen);
