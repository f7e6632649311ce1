import type { CustomerCriteria, CustomerKey } from '../../src/core/customers/ports.js';
import { operations } from '../../src/core/operations.js';
import { actor, customer, now, openBench, type Bench } from './bench.js';

const keys = { number: 'R-1', externalReference: 'ref', source: { table: 'table', id: 1 } };

let bench: Bench;
let gone: number;

const find = (key: CustomerKey) => bench.store.read((tx) => tx.customers.find(key));

const list = async (criteria: CustomerCriteria) =>
  (await bench.store.read((tx) => tx.customers.list(criteria, 9))).map(({ id }) => id);

beforeEach(async () => {
  bench = await openBench();
  gone = await bench.store.change(function* (tx) {
    yield* tx.records.structures.insert({ id: 25 });
    const contacts = { primary: { phone: '1' } };
    const { id } = yield* tx.customers.insert(customer(keys.number, { ...keys, name: 'Gone', contacts }));
    yield* tx.network.link(id, [25]);
    const service = yield* tx.records.services.insert({ customerId: id, phoneNumber: '804' });
    yield* tx.records.features.insert({ serviceId: service.id });
    return id;
  });
  await bench.core(operations['customer.remove'], { id: gone }, actor);
});

afterEach(() => bench.engine.close());

test("a removed customer's number, reference, source and service number are free for the next one", async () => {
  const next = await bench.store.change(function* (tx) {
    const made = yield* tx.customers.insert(customer(keys.number, keys));
    yield* tx.records.services.insert({ customerId: made.id, phoneNumber: '8-0-4' });
    return made;
  });
  const found = [await find({ source: keys.source }), await find({ servicePhone: '804' })];
  expect(found.map((one) => one?.id)).toEqual([next.id, next.id]);
  await expect(bench.core(operations['customer.reactivate'], { id: gone }, actor)).rejects.toMatchObject({
    code: expect.stringMatching(/^(number|reference|source)-taken$/) as string,
  });
});

test('a removed customer is found by its id and its number, and by nothing else', async () => {
  expect(await find({ id: gone })).toMatchObject({ id: gone, removedAt: now });
  expect(await list({ number: 'r-1' })).toEqual([gone]);
  expect(await find({ source: keys.source })).toBeUndefined();
  expect(await find({ servicePhone: '804' })).toBeUndefined();
  expect(await list({ name: { whole: 'Gone' } })).toEqual([]);
  expect(await list({ phone: '1' })).toEqual([]);
  expect(await list({ structureId: 25 })).toEqual([]);
});

test('a number lists whoever has it and everybody who had it, in order of id', async () => {
  for (let i = 0; i < 2; i++) {
    const { id } = await bench.store.change((tx) => tx.customers.insert(customer(keys.number)));
    if (i === 0) await bench.core(operations['customer.remove'], { id }, actor);
  }
  const all = await bench.store.read((tx) => tx.customers.list({ number: 'R-1' }, 9));
  expect(all.map(({ removedAt }) => removedAt)).toEqual([now, now, undefined]);
});

test('its services and features carry the time of its removal', async () => {
  const [services, features] = await Promise.all([
    bench.store.read((tx) => tx.records.services.list(0, 9)),
    bench.store.read((tx) => tx.records.features.list(0, 9)),
  ]);
  expect([...services, ...features].map(({ disconnectedAt }) => disconnectedAt)).toEqual([now, now]);
});
