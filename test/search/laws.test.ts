import fc from 'fast-check';
import type { Place } from '../../src/core/customers/ports.js';
import { shownKey } from '../../src/core/customers/shown-name.js';
import { Fault } from '../../src/core/fault.js';
import { createCustomerSearch } from '../../src/store/customer-search.js';
import { databaseNames } from '../support/databases.js';
import { openBench, type Bench } from './harness.js';

/** What could be taken for something else: by a pattern, a query, a folding, or by who counts characters. */
const letters = [
  ...['a', 'A', 'b', 'B', 'c', ' ', '-', '%', '_', '*', '"', "'", '\\', '^', '(', ')', ':', '#', '1', '2', '0'],
  ...['é', 'É', 'e\u0301', 'ß', 'ẞ', 'ss', 'İ', 'I', 'ı', 'i', 'ς', 'σ', 'Σ', 'ǅ', 'ﬁ', 'Ω', 'Ω', 'K', 'Å', 'Å'],
  ...[
    '中',
    '村',
    '日本',
    '😀',
    '👩‍👧',
    '\u0345',
    '\ufffd',
    '\u{10ffff}',
    'AND',
    'NOT',
    'OR',
    'NEAR',
    '\n',
    '\t',
    '\u2028',
  ],
];

const text = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength, maxLength });

/** Around the length that is sorted by. */
const long = fc
  .tuple(fc.constantFrom(...letters), fc.integer({ min: 195, max: 205 }), text(0, 4))
  .map(([letter, length, end]) => letter.repeat(Math.ceil(length / letter.length)).slice(0, length) + end)
  .map((whole) => whole.replace(/[\ud800-\udbff](?![\udc00-\udfff])/g, 'x'));

const name = fc.oneof({ weight: 8, arbitrary: text(1, 8) }, { weight: 1, arbitrary: long });
const some = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const id = fc.integer({ min: 1, max: 9 });

const contact = fc.record({ first: text(0, 4), last: text(0, 4) }, { requiredKeys: [] });

/** Nobody's number is taken away by another run: they differ by their customers. */
const number = text(0, 5).map((more) => `1${more}`);

type Step = (bench: Bench) => Promise<unknown>;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({ id, name: some(name), contacts: fc.record({ primary: contact, billing: contact }, { requiredKeys: [] }) })
    .map(
      (customer): Step =>
        ({ put }) =>
          put('customers', { ...customer, name: customer.name }),
    ),
  fc.tuple(id, name).map(
    ([at, called]): Step =>
      ({ put }) =>
        put('customers', { id: at, name: called }),
  ),
  fc.record({ id, customerId: id, number, gone: fc.boolean() }).map(
    ({ gone, ...one }): Step =>
      ({ put }) =>
        put('service-numbers', { ...one, ...(gone && { disconnectedAt: '2026-01-01T00:00:00.000Z' }) }),
  ),
  id.map(
    (at): Step =>
      ({ remove }) =>
        remove(at),
  ),
  id.map(
    (at): Step =>
      ({ reactivate }) =>
        reactivate(at),
  ),
  id.map(
    (at): Step =>
      ({ drop }) =>
        drop('service-numbers', at),
  ),
  id.map(
    (at): Step =>
      ({ drop }) =>
        drop('customers', at),
  ),
);

/** A refusal leaves everything as it was, which is as good a step as any. */
const taken = (bench: Bench) => (one: Step) =>
  one(bench).catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
  });

/** Parts of what is there, in any letters, and what is not there. */
function terms(texts: readonly string[]): fc.Arbitrary<string> {
  const part = fc
    .tuple(fc.constantFrom(...texts), fc.nat(205), fc.integer({ min: 1, max: 60 }))
    .map(([whole, from, length]) => [...whole].slice(from, from + length).join(''));
  const cased = fc
    .tuple(part, fc.constantFrom('toLowerCase', 'toUpperCase', 'normalize'))
    .map(([term, as]) => term[as as 'normalize']());
  return fc.oneof({ weight: 3, arbitrary: fc.oneof(part, cased) }, { weight: 1, arbitrary: text(0, 4) });
}

/** So slow that a handful of customers takes all the ways there are. */
const climb = createCustomerSearch({ rows: 2, mostRows: 8, fewHits: 0, mostHits: 2 });

/** All pages of a search that goes through names and looks up hits in turn. */
async function climbed({ store }: Bench, term: string, limit: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let after: Place | undefined; ;) {
    const at = after;
    const part = await store.read(() => climb({ term, limit, after: at }));
    found.push(...part.map((one) => one.id));
    const last = part.at(-1);
    if (!last || part.length < limit) return found;
    after = { key: shownKey(last), id: last.id };
  }
}

const reach = some(fc.uniqueArray(id, { maxLength: 6 }).map((ids) => new Set(ids)));

describe.each(databaseNames)('on %s', (database) => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await openBench(database);
  });

  afterAll(() => bench.close());

  test('a search finds what looking at every customer finds, in the same order, whatever was changed before it', async () => {
    await bench.put('customers', { id: 1, name: 'Rapidity Inc' });
    const law = fc.asyncProperty(fc.array(step, { maxLength: 6 }), fc.gen(), async (steps, any) => {
      await Promise.all(steps.map(taken(bench)));
      const everybody = await bench.naive({});
      expect(await bench.all({ limit: 4 })).toEqual(everybody);
      const texts = ['Rapidity Inc', ...everybody.flatMap((one) => [one.name, ...one.numbers])];
      for (let times = 0; times < 6; times++) {
        const searched = {
          term: any(terms, texts),
          reach: any(() => reach),
          limit: any(fc.integer, { min: 1, max: 4 }),
        };
        expect(await bench.all(searched)).toEqual(await bench.naive(searched));
        const { term, limit } = searched;
        if (term) expect(await climbed(bench, term, limit)).toEqual((await bench.naive({ term })).map((one) => one.id));
      }
    });
    await fc.assert(law, { numRuns: 120 });
  });
});
