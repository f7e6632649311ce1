import { operations } from '../../src/core/operations.js';
import { databaseNames } from '../support/databases.js';
import { actor, openBench, type Bench } from './harness.js';

const lines = ['alpha', 'Beta', 'beta', 'ÉTÉ', 'Zoo', 'été', '日本', '😀', '\uff5e'];

describe.each(databaseNames)('on %s', (database) => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await openBench(database);
    for (const [i, name] of lines.entries()) await bench.put('customers', { id: 20 - i, name });
    for (let id = 100; id < 140; id++) await bench.put('customers', { id, name: 'Same Name' });
  });

  afterAll(() => bench.close());

  const everybody = [
    ...['alpha', 'beta', 'Beta', 'Same Name', 'Zoo', 'été', 'ÉTÉ', '日本', '\uff5e', '😀'].flatMap((name) =>
      name === 'Same Name' ? Array.from({ length: 40 }, () => name) : [name],
    ),
  ];

  test.each([1, 2, 7, 48, 49, 50, 1000])('pages of %i bring everybody once, by name, then by id', async (limit) => {
    const found = await bench.all({ limit });
    expect(found.map(({ name }) => name)).toEqual(everybody);
    expect(found).toEqual(await bench.naive({}));
  });

  test.each(['same', 'name', 'e', '#', '日'])('pages of a search for %s bring everybody it fits once', async (term) => {
    for (const limit of [1, 3, 40, 41]) expect(await bench.all({ term, limit })).toEqual(await bench.naive({ term }));
  });

  test('the last page says that it is the last, also when it is full', async () => {
    const first = await bench.page({ term: 'same', limit: 20 });
    const second = await bench.page({ term: 'same', limit: 20 }, first.next);
    expect([first.items.length, second.items.length]).toEqual([20, 20]);
    expect(first.next).toEqual(expect.any(String));
    expect(second).not.toHaveProperty('next');
    expect(await bench.page({ term: 'nobody' })).toEqual({ items: [] });
  });

  test('a page goes on where the one before it ended, though that customer is gone by now', async () => {
    await bench.put('customers', { id: 1, name: 'Alphabet' });
    const { next } = await bench.page({ limit: 2 });
    await bench.remove(1);
    expect((await bench.page({ limit: 1 }, next)).items).toMatchObject([{ name: 'beta' }]);
  });

  const coded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each([
    ['nothing', ''],
    ['a word', 'next'],
    ['no JSON', Buffer.from('["a",1').toString('base64url')],
    ['no list', coded({ key: 'a', id: 1 })],
    ['nothing at all', coded(null)],
    ['no key', coded([1, 1])],
    ['no id', coded(['a', '1'])],
    ['half an id', coded(['a', 1.5])],
    ['an id that no database holds', coded(['a', 2 ** 31])],
    ['a key that no database holds', coded(['a\0', 1])],
  ])('a place that no page gave is refused: %s', async (_what, after) => {
    const refused = async () => bench.core(operations['customer.search'], { after, limit: 1 }, actor);
    await expect(refused()).rejects.toMatchObject({ code: 'invalid', details: { problems: [{ member: 'after' }] } });
  });
});
