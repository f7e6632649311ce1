import fc from 'fast-check';
import type { BrowseCustomers, Span } from '../../src/core/customers/browse.js';
import type { Customer } from '../../src/core/customers/model.js';
import { shownName } from '../../src/core/customers/shown-name.js';
import type { Runner } from '../../src/core/run.js';
import { folded } from '../../src/core/text-keys.js';
import { createCustomerBrowse } from '../../src/store/customer-browse.js';
import type { Engine } from '../../src/store/engine.js';
import { migrate } from '../../src/store/migrate.js';
import { openDatabase } from '../../src/store/open.js';
import { createStore } from '../../src/store/store.js';
import { databaseNames, databases } from '../support/databases.js';
import { customer } from './bench.js';

const day = (number: number): string => new Date(Date.UTC(2026, 0, 1 + number)).toISOString();

const names = ['Anna', 'ANNABEL', 'Bert', 'Ελένη Σ', 'Zoë', 'a b', '%_', '日本語', ''];
const statuses = ['active', 'active', 'active', 'draft', 'quote', 'suspended1'] as const;

const contact = fc.record(
  {
    first: fc.constantFrom(...names),
    last: fc.constantFrom(...names),
    email: fc.constantFrom('anna@b.example', 'X@Y.example'),
  },
  { requiredKeys: [] },
);

const customers = fc.record(
  {
    name: fc.constantFrom(...names),
    externalReference: fc.nat(5),
    status: fc.constantFrom(...statuses),
    contacts: fc.record({ primary: contact, billing: contact, sales: contact }, { requiredKeys: [] }),
    createdAt: fc.nat(20).map(day),
    updatedAt: fc.integer({ min: 20, max: 40 }).map(day),
    removedAt: fc.constant(day(50)),
  },
  { requiredKeys: ['status', 'createdAt'] },
);

/** A fifth of them removed, as many with references of their own. */
const kept = fc.sample(customers, { numRuns: 120, seed: 3 }).map(({ externalReference, removedAt, ...rest }, i) =>
  customer(`N-${i}`, {
    ...rest,
    ...(externalReference !== undefined && { externalReference: `Ref ${externalReference}-${i}` }),
    ...(removedAt !== undefined && i % 5 === 0 && { removedAt }),
  }),
);

const span = fc.option(
  fc.record({
    from: fc.option(fc.nat(40).map(day), { nil: undefined }),
    until: fc.option(fc.nat(45).map(day), { nil: undefined }),
  }),
  { nil: undefined, freq: 2 },
);

const wishes = fc.record({
  term: fc.option(
    fc.constantFrom(
      'a',
      'an',
      'ann',
      'ANNA@',
      'b.ex',
      'ref 3',
      'ελένη σ',
      'zoë',
      '本',
      '%_',
      'bert zoë',
      'nobody',
      ' ',
      '#',
    ),
    {
      nil: undefined,
    },
  ),
  statuses: fc.option(fc.constantFrom(['active'] as const, ['draft', 'quote'] as const, ['overdue1'] as const), {
    nil: undefined,
  }),
  created: span,
  updated: span,
  offset: fc.oneof(fc.constant(0), fc.nat(130)),
  limit: fc.integer({ min: 1, max: 50 }),
  among: fc.option(
    fc.uniqueArray(fc.integer({ min: 1, max: 130 })).map((ids) => new Set(ids)),
    { nil: undefined, freq: 4 },
  ),
});

type Wish = BrowseCustomers & { readonly among?: ReadonlySet<number> | undefined };

const isIn = (at: string, within: Span | undefined): boolean =>
  within === undefined || (at >= (within.from ?? '') && (within.until === undefined || at < within.until));

/** Every text a customer may be found by. */
function textsOf(one: Customer): readonly string[] {
  const { contacts: { primary = {}, billing = {}, sales = {} } = {} } = one;
  const people = [primary, { ...primary, ...billing }, { ...primary, ...sales }];
  const named = people.map(({ first = '', last = '' }) => [first, last].filter((text) => text !== '').join(' '));
  const written = [one.externalReference ?? '', ...[primary, billing, sales].map(({ email = '' }) => email)];
  return [shownName(one), ...named, ...written].map(folded);
}

function expected(all: readonly Customer[], wish: Wish): readonly number[] {
  const term = folded(wish.term ?? '');
  return all
    .filter((one) => one.removedAt === undefined && (!wish.among || wish.among.has(one.id)))
    .filter((one) => !wish.statuses || wish.statuses.includes(one.status))
    .filter((one) => isIn(one.createdAt, wish.created) && isIn(one.updatedAt ?? one.createdAt, wish.updated))
    .filter((one) => textsOf(one).some((text) => text.includes(term)))
    .sort((a, b) => (a.createdAt === b.createdAt ? b.id - a.id : a.createdAt < b.createdAt ? 1 : -1))
    .slice(wish.offset, wish.offset + wish.limit)
    .map(({ id }) => id);
}

describe.each(databaseNames)('on %s', (name) => {
  let engine: Engine;
  let store: Runner;
  let drop: () => Promise<void>;
  const all: Customer[] = [];

  beforeAll(async () => {
    const database = await databases[name]();
    engine = await openDatabase(database.url);
    await migrate(engine);
    store = createStore(engine);
    drop = () => database.drop();
    for (const one of kept) all.push(await store.change((tx) => tx.customers.insert(one)));
  });

  afterAll(async () => {
    await engine.close();
    await drop();
  });

  test.each([
    ['looked up and sorted', { mostHits: 2000, rows: 4000 }],
    ['gone through part by part', { mostHits: 0, rows: 7 }],
  ])('a list has exactly those who fit, the youngest first, when hits are %s', async (_way, pace) => {
    const browse = createCustomerBrowse(pace);
    await fc.assert(
      fc.asyncProperty(wishes, async (wish) => {
        const found = await store.read(() => browse(wish));
        expect(found.map(({ customer: { id } }) => id)).toEqual(expected(all, wish));
      }),
      { numRuns: 250 },
    );
  });

  test('a customer is found by what it says now, and by nothing it said before', async () => {
    const browse = createCustomerBrowse();
    const find = async (term: string) =>
      (await store.read(() => browse({ term, offset: 0, limit: 9 }))).map(({ customer: { id } }) => id);
    const one = await store.change((tx) =>
      tx.customers.insert(customer('M', { contacts: { billing: { email: 'first@mail.example' } } })),
    );
    expect(await find('first@mail')).toEqual([one.id]);
    const next = { ...one, version: 2, contacts: { sales: { email: 'second@mail.example' } } };
    await store.change((tx) => tx.customers.save({ ...next, contacts: { sales: { email: 'other@mail.example' } } }));
    await store.change((tx) => tx.customers.save(next));
    expect([await find('first@mail'), await find('second@mail')]).toEqual([[], [one.id]]);
    await store.change((tx) => tx.customers.save({ ...next, version: 3, removedAt: day(60) }));
    expect(await find('second@mail')).toEqual([]);
  });
});
