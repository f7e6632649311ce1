import fc from 'fast-check';
import type { CustomerCriteria } from '../../src/core/customers/ports.js';
import { customer, openBench, type Bench } from './bench.js';

let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.engine.close());

const named = (names: readonly string[], { store }: Bench = bench) =>
  store.change(function* (tx) {
    for (const [i, name] of names.entries()) yield* tx.customers.insert(customer(`S-${i}`, { name }));
  });

async function found(criteria: CustomerCriteria, limit = 100, { store }: Bench = bench) {
  return (await store.read((tx) => tx.customers.list(criteria, limit))).map(({ name }) => name);
}

const beginning = (whole: string, where?: Bench) => found({ name: { whole } }, 100, where);

const names = [
  'Éclair',
  'Eclair',
  'Straße',
  'STRASSE',
  'İstanbul',
  'Istanbul',
  'ΟΔΟΣ',
  'Οδοστρωτήρας',
  'Ж',
  '中村',
  '😀x',
];

test.each([
  ['é', ['Éclair']],
  ['E\u0301CL', ['Éclair']],
  ['e', ['Eclair']],
  ['STRAß', ['Straße']],
  ['STRAẞE', ['Straße']],
  ['strass', ['STRASSE']],
  ['İST', ['İstanbul']],
  ['i', ['İstanbul', 'Istanbul']],
  ['οδος', ['ΟΔΟΣ', 'Οδοστρωτήρας']],
  ['ΟΔΟΣ', ['ΟΔΟΣ', 'Οδοστρωτήρας']],
  ['ж', ['Ж']],
  ['中', ['中村']],
  ['😀', ['😀x']],
  ['clair', []],
])('names that begin with %s are found whatever their letter case and composition', async (prefix, expected) => {
  await named(names);
  expect(await beginning(prefix)).toEqual(expected);
});

test('a capital whose small letter has a composed form is found in either spelling', async () => {
  await named(['J\u030copie', '\u01f0opie']);
  for (const prefix of ['J\u030c', 'j\u030c', '\u01f0']) expect(await beginning(prefix)).toHaveLength(2);
});

test.each([
  ['%', ['%off']],
  ['_', ['_x']],
  ['*', ['*']],
  ['[a', ['[a-z]']],
  ["'", ["'; drop table customers"]],
  ['\\', ['\\']],
])('%s in a search stands for itself', async (prefix, expected) => {
  await named(['plain', '%off', '_x', '*', '[a-z]', "'; drop table customers", '\\', 'ax', 'az']);
  expect(await beginning(prefix)).toEqual(expected);
});

const letters = [
  'a',
  'Z',
  'É',
  'é',
  'ß',
  'ẞ',
  'İ',
  'ı',
  'Σ',
  'ς',
  'σ',
  'Ж',
  '中',
  '😀',
  '_',
  '%',
  '*',
  '\\',
  "'",
  ' ',
  '0',
];
const text = (minLength: number) => fc.string({ unit: fc.constantFrom(...letters), minLength, maxLength: 6 });

test('a name is found by each of its beginnings, in small letters and as written, and nothing else is', async () => {
  const caseless = (one: string) => one.toLowerCase().replaceAll('ς', 'σ');
  const law = fc.asyncProperty(fc.array(text(1), { minLength: 1, maxLength: 8 }), text(1), async (all, other) => {
    const own = await openBench();
    await named(all, own);
    const [first = ''] = all;
    const beginnings = Array.from(first, (_, i) =>
      Array.from(first)
        .slice(0, i + 1)
        .join(''),
    );
    for (const prefix of [...beginnings, ...beginnings.map((one) => one.toLowerCase()), other]) {
      expect(await beginning(prefix, own)).toEqual(all.filter((name) => caseless(name).startsWith(caseless(prefix))));
    }
    await own.engine.close();
  });
  await fc.assert(law, { numRuns: 60 });
});

test('all parts of a name must fit, and the billing contact stands in where there is no other', async () => {
  await bench.store.change(function* (tx) {
    yield* tx.customers.insert(
      customer('1', { name: 'one', contacts: { primary: { first: 'Jack', last: 'Johnson' } } }),
    );
    yield* tx.customers.insert(customer('2', { name: 'two', contacts: { billing: { first: 'Jack', last: 'Brown' } } }));
  });
  expect(await found({ name: { first: 'ja' } })).toEqual(['one', 'two']);
  expect(await found({ name: { first: 'ja', last: 'JO' } })).toEqual(['one']);
  expect(await found({ name: { whole: 'two', first: 'jack', last: 'b' } })).toEqual(['two']);
  expect(await found({ name: { whole: 'one', last: 'b' } })).toEqual([]);
});

test('a phone number is found however it is punctuated, however long it is', async () => {
  const long = '1'.repeat(300);
  await bench.store.change(function* (tx) {
    yield* tx.customers.insert(customer('1', { name: 'short', contacts: { primary: { phone: '(804) 123-4567' } } }));
    yield* tx.customers.insert(customer('2', { name: 'long', contacts: { primary: { phone: long } } }));
  });
  expect(await found({ phone: '804.123.4567' })).toEqual(['short']);
  expect(await found({ phone: long })).toEqual(['long']);
  expect(await found({ phone: '+8041234567' })).toEqual([]);
});

test('a search answers no more than its limit, in order of id', async () => {
  await named(['bc', 'bb', 'ba']);
  expect(await found({ name: { whole: 'b' } }, 2)).toEqual(['bb', 'ba']);
  expect(await found({ name: { whole: 'b' } })).toEqual(['bc', 'bb', 'ba']);
});
