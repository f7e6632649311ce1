import fc from 'fast-check';
import { customerStatuses, type Customer } from '../../src/core/customers/model.js';
import type { Feature, Service, Structure } from '../../src/core/network/model.js';
import { openBench, type Bench } from './bench.js';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  await bench.store.change(function* (tx) {
    yield* tx.records.users.insert({ id: 1, name: 'User' });
    yield* tx.records['line-cards'].insert({ id: 1 });
  });
});

afterAll(() => bench.engine.close());

const text = fc.string({ unit: 'binary', maxLength: 30 });
const whole = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const real = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0);
const instant = fc
  .date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString());
const optional = <T>(members: { readonly [M in keyof T]: fc.Arbitrary<T[M]> }) =>
  fc.record(members, { requiredKeys: [] });
const address = optional({ street: text, city: text, state: text, postalCode: text, country: text });
const contact = optional({ first: text, middle: text, last: text, phone: text, fax: text, email: text });
const json = fc
  .jsonValue({ noUnicodeString: false, maxDepth: 2 })
  .map((value) => JSON.parse(JSON.stringify(value)) as string);

let count = 0;
const unique = text.map((rest) => `${(count += 1)} ${rest}`);

const customers = fc.record(
  {
    version: fc.integer({ min: 1, max: 1_000_000 }),
    number: unique,
    externalReference: unique,
    name: text,
    type: fc.constantFrom('business', 'residential'),
    status: fc.constantFrom(...customerStatuses),
    description: text,
    userId: fc.constant(1),
    source: fc.record({ table: unique, id: whole }),
    contacts: optional({ primary: contact, billing: contact, sales: contact }),
    addresses: optional({ mailing: address, billing: address }),
    terms: optional({ code: text, value: real, unit: text }),
    extras: fc.dictionary(text, fc.dictionary(text, json, { maxKeys: 3 }), { maxKeys: 2 }),
    createdAt: instant,
    updatedAt: instant,
    removedAt: instant,
  },
  { requiredKeys: ['version', 'status', 'createdAt'] },
) as fc.Arbitrary<Omit<Customer, 'id'>>;

test('a customer is found as it was put in, and again as it was saved over', async () => {
  const law = fc.asyncProperty(customers, customers, async (first, second) => {
    const made = await bench.store.change((tx) => tx.customers.insert(first));
    expect(await bench.store.read((tx) => tx.customers.find({ id: made.id }))).toEqual({ ...first, id: made.id });
    await bench.store.change((tx) => tx.customers.save({ ...second, id: made.id }));
    expect(await bench.store.read((tx) => tx.customers.find({ id: made.id }))).toEqual({ ...second, id: made.id });
  });
  await fc.assert(law, { numRuns: 300 });
});

const structures = optional<Omit<Structure, 'id' | 'parentId'>>({
  ...{ fullAddress: text, houseNumber: text, preDirectional: text, street: text, streetSuffix: text, county: text },
  ...{ postDirectional: text, unitNumber: text, city: text, state: text, postalCode: text, exchange: text },
  ...{ latitude: real, longitude: real, loopLength: real, centralOfficeId: whole, mapped: fc.boolean() },
  ...{ censusBlock: text, censusTract: text, type: text, comments: text, updatedBy: text, updatedAt: instant },
});
const source = fc.record({ table: text, id: whole });
const services = optional<Omit<Service, 'id' | 'customerId'>>({
  ...{ number: text, code: text, description: text, statusId: whole, phoneNumber: unique, source },
  ...{ lineCardId: fc.constant(1), connectedAt: instant, disconnectedAt: instant },
});
const features = optional<Omit<Feature, 'id' | 'serviceId'>>({
  ...{ typeId: whole, quantity: whole, ticketId: whole, statusId: whole, source },
  ...{ connectedAt: instant, disconnectedAt: instant },
});

test('a structure, a service and a feature are found as they were put in', async () => {
  const { id: customerId } = await bench.store.change((tx) =>
    tx.customers.insert({ version: 1, status: 'active', createdAt: '' }),
  );
  const law = fc.asyncProperty(structures, services, features, async (structure, service, feature) => {
    const made = await bench.store.change(function* (tx) {
      const serving = yield* tx.records.services.insert({ ...service, customerId });
      return [
        yield* tx.records.structures.insert(structure),
        serving,
        yield* tx.records.features.insert({ ...feature, serviceId: serving.id }),
      ] as const;
    });
    const [place, serving, option] = made;
    const found = await bench.store.read(function* (tx) {
      return [
        yield* tx.records.structures.find(place.id),
        yield* tx.records.services.find(serving.id),
        yield* tx.records.features.find(option.id),
      ];
    });
    expect(found).toEqual([
      { ...structure, id: place.id },
      { ...service, id: serving.id, customerId },
      { ...feature, id: option.id, serviceId: serving.id },
    ]);
  });
  await fc.assert(law, { numRuns: 200 });
});
