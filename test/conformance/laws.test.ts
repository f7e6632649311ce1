import fc from 'fast-check';
import type { Customer, Json } from '../../src/core/customers/model.js';
import { blank } from '../../src/core/customers/revision.js';
import { applied, reader, same, type Patch, type Path } from '../../src/core/patch.js';
import type { Lens, Member, View } from '../../src/dialect/lens.js';
import { variants, type Subject } from './subjects.js';
import { customers, sent, someViews, valueOf, wholeViews, type Choices } from './views.js';
import { wiresOf, type Wire } from './wires.js';

const wires = variants.flatMap((subject) => wiresOf(subject)).map((wire) => [wire.name, wire] as const);

/** The same work however many dialects there are. */
const numRuns = Math.ceil(2000 / wires.length);

const written = (patch: Patch): readonly Path[] => patch.map(([path]) => path);

const overlap = (one: readonly Path[], other: readonly Path[]): boolean =>
  one.some((a) => other.some((b) => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`)));

/** The names of the members that show something else. */
const changed = (lens: Lens<Customer>, before: Customer, after: Customer): readonly string[] => {
  const [old, now] = [lens.get(before), lens.get(after)];
  return lens.members.flatMap(({ name }) => (same(old[name], now[name]) ? [] : [name]));
};

const readersOf = ({ members }: Lens<Customer>, paths: readonly Path[]): readonly string[] =>
  members.flatMap(({ name, reads }) => (overlap(reads, paths) ? [name] : []));

/** Without the members that do not show what is written to them. */
function seen(choices: Choices, { unseen }: Subject): Choices {
  return Object.fromEntries(
    Object.entries(choices).map(([name, choice]) => [name, unseen.has(name) ? { kind: 'absent' } : choice]),
  );
}

type Table = Readonly<Record<string, Json | undefined>>;

/** What was sent, in the vendor's documented normalisation, beside what is shown of it. */
function sentAndShown(
  { dialect, unseen }: Subject,
  view: View,
  customer: Customer,
): readonly [sent: Table, shown: Table] {
  const { customer: lens } = dialect.lenses;
  const shown = lens.get(customer);
  const members = lens.members.filter(
    ({ name, writes }) => writes.length > 0 && view[name] !== undefined && !unseen.has(name),
  );
  return [
    Object.fromEntries(members.map((member) => [member.name, member.canonical(view[member.name] as Json)])),
    Object.fromEntries(members.map(({ name }) => [name, shown[name]])),
  ];
}

/** The paths a change of this member may write: its own, and those of members put last that would else show its change. */
const allowed = ({ writes }: Member<Customer>, { writable }: Wire): readonly Path[] => [
  ...writes,
  ...writable.flatMap((member) => (member.last && overlap(member.reads, writes) ? member.writes : [])),
];

describe.each(wires)('%s', (_name, wire) => {
  const { lens, subject } = wire;

  test('a customer sent back as it was shown writes nothing', () => {
    fc.assert(
      fc.property(customers, (customer) => {
        expect(lens.put(customer, wire.carry(lens.get(customer)))).toEqual([]);
      }),
      { numRuns },
    );
  });

  test('what is sent is what is shown afterwards, in the form the vendor documents', () => {
    fc.assert(
      fc.property(customers, someViews(wire), (customer, choices) => {
        const view = sent(wire, customer, seen(choices, subject));
        const [expected, actual] = sentAndShown(subject, view, applied(customer, lens.put(customer, view)));
        expect(actual).toEqual(expected);
      }),
      { numRuns },
    );
  });

  test('a new customer shows what it was made with, however the settings change', () => {
    const later = variants.filter(({ dialect: { id } }) => id === subject.dialect.id);
    fc.assert(
      fc.property(someViews(wire), (choices) => {
        const view = sent(wire, blank, seen(choices, subject), true);
        const made = lens.make(view).draft(blank).value;
        for (const one of later) {
          const [expected, actual] = sentAndShown(one, view, made);
          expect(actual).toEqual(expected);
        }
      }),
      { numRuns },
    );
  });

  test('of two whole updates the second alone counts, and once is as good as twice', () => {
    fc.assert(
      fc.property(customers, wholeViews(wire), wholeViews(wire), (customer, first, second) => {
        const v = sent(wire, customer, seen(first, subject), true);
        const w = sent(wire, customer, seen(second, subject), true);
        const put = (to: Customer, view: View): Customer => applied(to, lens.put(to, view));
        const both = put(put(customer, v), w);
        expect(lens.get(both)).toEqual(lens.get(put(customer, w)));
        expect(lens.put(both, w)).toEqual([]);
      }),
      { numRuns },
    );
  });

  test('changing one member writes that member alone', () => {
    const members = new Map(wire.writable.map((member) => [member.name, member]));
    const change = fc
      .constantFrom(...members.keys())
      .chain((name) => fc.record({ name: fc.constant(name), value: valueOf(wire, name) }));
    fc.assert(
      fc.property(customers, change, (customer, { name, value }) => {
        const patch = lens.put(customer, wire.carry({ ...lens.get(customer), [name]: value }));
        const may = allowed(members.get(name) as Member<Customer>, wire);
        expect(written(patch).filter((path) => !may.includes(path))).toEqual([]);
      }),
      { numRuns },
    );
  });

  test('whatever is written, every dialect shows a change in members of the written paths only', () => {
    fc.assert(
      fc.property(customers, someViews(wire), (customer, choices) => {
        const patch = lens.put(customer, sent(wire, customer, choices));
        const after = applied(customer, patch);
        for (const { dialect } of variants) {
          const { customer: theirs } = dialect.lenses;
          const may = readersOf(theirs, written(patch));
          expect(changed(theirs, customer, after).filter((name) => !may.includes(name))).toEqual([]);
        }
      }),
      { numRuns },
    );
  });

  test('a member shows the paths it says it is shown from and nothing else', () => {
    fc.assert(
      fc.property(customers, customers, (customer, other) => {
        for (const member of lens.members) {
          const alike = applied(
            other,
            member.reads.map((path) => [path, reader(path)(customer)]),
          );
          expect([member.name, member.get(alike)]).toEqual([member.name, member.get(customer)]);
        }
      }),
      { numRuns },
    );
  });
});
