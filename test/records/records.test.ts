import { customerStatuses } from '../../src/core/customers/model.js';
import { operations } from '../../src/core/operations.js';
import type { Fault } from '../../src/core/fault.js';
import { kinds, type Kind } from '../../src/core/records/kinds.js';
import type { KeptRecord } from '../../src/core/records/inputs.js';
import { loadSchema } from '../../src/wire/schema.js';
import { createBench, now, type Bench } from './harness.js';

let bench: Bench;

beforeEach(async () => {
  bench = await createBench();
});

afterEach(() => bench.close());

const faultOf = async (refused: Promise<unknown>): Promise<Fault> => {
  const outcome = await refused.then(
    () => undefined,
    (error: unknown) => error as Fault,
  );
  if (!outcome) throw new Error('expected a fault');
  return outcome;
};

const lastEvent = async () => {
  const [at, operation, subject, id, patch] = (await bench.events()).at(-1) ?? [];
  return { at, operation, subject, id, patch: JSON.parse(String(patch)) as unknown };
};

const put = (kind: Kind, record: object) => bench.run('record.put', { kind, record: record as KeptRecord });

const network = async () => {
  await put('users', { id: 7, name: 'Dana' });
  await put('structures', { id: 40, street: 'Main' });
  await put('structures', { id: 41, parentId: 40 });
  await put('line-cards', { id: 3, name: 'LC-3' });
  await put('customers', { id: 125, name: 'Acme', userId: 7, structureIds: [41, 40, 41] });
  await put('service-numbers', { id: 4, customerId: 125, number: '0800 555132' });
  await put('services', { id: 9, customerId: 125, lineCardId: 3, phoneNumber: '804-555-0100' });
  await put('features', { id: 5, serviceId: 9 });
  await put('orders', { id: 1, customerId: 125, planId: 'GOLD', quantity: '1', startDate: '2026-03-01' });
  await put('invoices', {
    id: 2,
    customerId: 125,
    orderId: 1,
    amount: '10',
    date: '2026-03-01',
    dueDate: '2026-03-31',
  });
  await put('payments', { id: 3, customerId: 125, invoiceId: 2, amount: '4.5', date: '2026-03-05' });
  const every = { value: 1, unit: 'months' };
  await put('payment-plans', { id: 6, customerId: 125, amount: '1', startDate: '2026-04-01', installments: 4, every });
  await put('charges', {
    ...{ id: 7, customerId: 125, planId: 6, key: 'K-1', day: '2026-04-01', dueDate: '2026-04-01', amount: '1' },
    ...{ currency: 'USD', preference: 1, state: 'approved', paymentId: 3, createdAt: now },
  });
};

const read = (kind: Kind, id: number) => bench.run('record.read', { kind, id });

test('A new customer is given a status, a number and its creation.', async () => {
  const created = await bench.run('record.create', { kind: 'customers', record: { name: 'Acme' } });
  expect(created).toEqual({ id: 1, name: 'Acme', status: 'active', number: 'N-1', createdAt: now });
  expect(await read('customers', 1)).toEqual(created);
});

test('A customer keeps the status, number and creation it brings.', async () => {
  const record = { id: 125, number: 'A1', status: 'quote', createdAt: '2020-01-01T00:00:00Z' } as const;
  await bench.run('record.create', { kind: 'customers', record });
  expect(await read('customers', 125)).toEqual({ ...record, createdAt: '2020-01-01T00:00:00.000Z' });
});

test('Replacing a customer takes away what is left out, but status, number and creation.', async () => {
  await put('customers', { id: 125, name: 'Acme', description: 'old', status: 'overdue1' });
  bench.clock.at = '2026-03-02T00:00:00.000Z';
  const replaced = await bench.run('record.replace', { kind: 'customers', record: { id: 125, name: 'Acme Ltd' } });
  expect(replaced).toEqual({
    id: 125,
    name: 'Acme Ltd',
    status: 'overdue1',
    number: 'N-1',
    createdAt: now,
    updatedAt: '2026-03-02T00:00:00.000Z',
  });
  expect(await read('customers', 125)).toEqual(replaced);
});

test('A customer sent back as it was read is dated by its change, not by what it says of the last one.', async () => {
  await put('customers', { id: 125, updatedAt: '2025-01-01T00:00:00.000Z' });
  const kept = await read('customers', 125);
  await bench.run('record.replace', { kind: 'customers', record: { ...kept, name: 'Acme' } });
  expect(await read('customers', 125)).toMatchObject({ name: 'Acme', updatedAt: now });
});

test('A customer is linked to its structures, once each and in order.', async () => {
  await network();
  expect(await read('customers', 125)).toMatchObject({ structureIds: [40, 41] });
  expect(await put('customers', { id: 125, name: 'Acme', userId: 7, structureIds: [40, 41] })).toBe('same');
  expect(await put('customers', { id: 125, name: 'Acme', userId: 7, structureIds: [] })).toBe('changed');
  expect(await read('customers', 125)).not.toHaveProperty('structureIds');
});

test('Putting a record tells whether it was created, changed or the same.', async () => {
  expect(await put('users', { id: 7, name: 'Dana' })).toBe('created');
  expect(await put('users', { id: 7, name: 'Dana' })).toBe('same');
  expect(await put('users', { id: 7, name: 'Dana R.' })).toBe('changed');
});

test('A put that changes nothing writes no event.', async () => {
  await network();
  const before = await bench.events();
  await network();
  expect(await bench.events()).toEqual(before);
});

test('Every creation, change and removal leaves an event with what it changed.', async () => {
  await bench.run('record.create', { kind: 'users', record: { name: 'Dana' } });
  expect(await lastEvent()).toEqual({
    at: now,
    operation: 'record.create',
    subject: 'users',
    id: 1,
    patch: [['name', 'Dana']],
  });
  await bench.run('record.replace', { kind: 'users', record: { id: 1, name: 'Dee' } });
  expect(await lastEvent()).toMatchObject({ operation: 'record.replace', patch: [['name', 'Dee']] });
  await bench.run('record.remove', { kind: 'users', id: 1 });
  expect(await lastEvent()).toMatchObject({ operation: 'record.remove', id: 1, patch: [['name', null]] });
});

test.each([
  ['structures', { id: 1, parentId: 99 }, 'parentId'],
  ['customers', { id: 1, userId: 99 }, 'userId'],
  ['customers', { id: 1, structureIds: [99] }, 'structureIds[0]'],
  ['service-numbers', { id: 1, customerId: 99, number: '1' }, 'customerId'],
  ['services', { id: 1, customerId: 99 }, 'customerId'],
  ['services', { id: 1, customerId: 125, lineCardId: 99 }, 'lineCardId'],
  ['features', { id: 1, serviceId: 99 }, 'serviceId'],
  ['orders', { id: 1, customerId: 99 }, 'customerId'],
  ['invoices', { id: 1, customerId: 125, orderId: 99 }, 'orderId'],
  ['payments', { id: 1, customerId: 125, invoiceId: 99 }, 'invoiceId'],
] as const)('A record of %s is refused while what it refers to does not exist: %j.', async (kind, record, member) => {
  await put('customers', { id: 125 });
  const fault = await faultOf(put(kind, record));
  expect(fault.code).toBe('reference-missing');
  expect(fault.details.problems).toEqual([{ member, rule: 'exists', value: 99 }]);
});

test.each([
  ['users', 7],
  ['structures', 40],
  ['structures', 41],
  ['line-cards', 3],
  ['customers', 125],
  ['services', 9],
  ['orders', 1],
  ['invoices', 2],
  ['payments', 3],
  ['payment-plans', 6],
] as const)('One of %s is not removed while another record refers to it: %i.', async (kind, id) => {
  await network();
  const before = await read(kind, id);
  expect((await faultOf(bench.run('record.remove', { kind, id }))).code).toBe('in-use');
  expect(await read(kind, id)).toEqual(before);
});

test('Everything can be removed, what refers to others first.', async () => {
  await network();
  const refers = { structures: [41, 40], 'service-numbers': [4], services: [9], features: [5] };
  const bills = { orders: [1], invoices: [2], payments: [3], 'payment-plans': [6], charges: [7], transitions: [] };
  const ids = { users: [7], 'line-cards': [3], customers: [125], ...refers, ...bills };
  for (const kind of [...kinds].reverse()) {
    for (const id of (ids as Partial<Record<Kind, readonly number[]>>)[kind] ?? [])
      await bench.run('record.remove', { kind, id });
    expect(await bench.run('record.list', { kind, after: 0, limit: 10 })).toEqual([]);
  }
});

test('What is not there is not read, replaced or removed.', async () => {
  for (const kind of kinds) {
    const record = { id: 1, name: 'x' } as KeptRecord;
    expect((await faultOf(read(kind, 1))).code).toBe('record-unknown');
    expect((await faultOf(bench.run('record.replace', { kind, record }))).code).toBe('record-unknown');
    expect((await faultOf(bench.run('record.remove', { kind, id: 1 }))).code).toBe('record-unknown');
  }
});

test.each([
  ['number-taken', { number: 'a1' }],
  ['reference-taken', { externalReference: 'r1' }],
  ['source-taken', { source: { table: 'T', id: 1 } }],
  ['id-taken', { id: 1 }],
] as const)('Another customer with what must be unique is refused: %s.', async (code, record) => {
  const first = { number: 'A1', externalReference: 'R1', source: { table: 't', id: 1 } };
  await bench.run('record.create', { kind: 'customers', record: first });
  expect((await faultOf(bench.run('record.create', { kind: 'customers', record }))).code).toBe(code);
});

test('Two connected services never share a phone number.', async () => {
  await network();
  const record = { customerId: 125, phoneNumber: '8045550100' };
  expect((await faultOf(bench.run('record.create', { kind: 'services', record }))).code).toBe('service-number-taken');
  await bench.run('record.create', { kind: 'services', record: { ...record, disconnectedAt: now } });
});

test.each([
  ['of another customer', { customerId: 126, number: '(0800) 555.132' }],
  ['of the same customer', { customerId: 125, number: '0800555132' }],
  ["of another customer's service", { customerId: 126, number: '8045550100' }],
])(
  'A number that is a connected one %s, punctuation apart, is refused until it is disconnected itself.',
  async (_whose, record) => {
    await network();
    await put('customers', { id: 126 });
    const created = bench.run('record.create', { kind: 'service-numbers', record });
    expect((await faultOf(created)).code).toBe('service-number-taken');
    await bench.run('record.create', { kind: 'service-numbers', record: { ...record, disconnectedAt: now } });
  },
);

test("A service's phone number may be a service number of its own customer, and of no other.", async () => {
  await network();
  await put('customers', { id: 126 });
  const service = (customerId: number) =>
    bench.run('record.create', { kind: 'services', record: { customerId, phoneNumber: '0800-555-132' } });
  expect((await faultOf(service(126))).code).toBe('service-number-taken');
  await service(125);
});

test('A service number that is disconnected, removed or changed is free for others.', async () => {
  await network();
  await put('customers', { id: 126 });
  const taking = (id: number) => put('service-numbers', { id, customerId: 126, number: '0800555132' });
  await put('service-numbers', { id: 4, customerId: 125, number: '0800555133' });
  await taking(5);
  await put('service-numbers', { id: 5, customerId: 126, number: '0800555132', disconnectedAt: now });
  await taking(6);
  await bench.run('record.remove', { kind: 'service-numbers', id: 6 });
  await taking(7);
});

test('A customer is found by a connected service number as by the phone number of a connected service.', async () => {
  await network();
  const holder = (servicePhone: string) => bench.store.read((tx) => tx.customers.find({ servicePhone }));
  expect(await holder('0800-555-132')).toMatchObject({ id: 125 });
  expect(await holder('8045550100')).toMatchObject({ id: 125 });
  expect(await holder('0800555')).toBeUndefined();
  await put('service-numbers', { id: 4, customerId: 125, number: '0800 555132', disconnectedAt: now });
  expect(await holder('0800555132')).toBeUndefined();
});

test('Removing a customer disconnects its service numbers, which it does not get back.', async () => {
  await network();
  await put('services', { id: 9, customerId: 125 });
  const done = (name: 'customer.remove' | 'customer.reactivate') =>
    bench.core(operations[name], { id: 125 }, { name: 'test', channel: 'test', operation: name });
  await done('customer.remove');
  const gone = { id: 4, customerId: 125, number: '0800 555132', disconnectedAt: now };
  expect(await read('service-numbers', 4)).toEqual(gone);
  expect(await bench.store.read((tx) => tx.customers.find({ servicePhone: '0800555132' }))).toBeUndefined();
  await done('customer.reactivate');
  expect(await read('service-numbers', 4)).toEqual(gone);
  await put('customers', { id: 126 });
  await put('service-numbers', { id: 5, customerId: 126, number: '0800555132' });
});

test.each(['customers', 'services', 'features'] as const)('Half a source is refused: %s.', async (kind) => {
  await network();
  const record = { customerId: 125, serviceId: 9, source: { table: 'T' } };
  const { customerId, serviceId, source } = record;
  const own = { customers: { source }, services: { source, customerId }, features: { source, serviceId } }[kind];
  expect((await faultOf(bench.run('record.create', { kind, record: own }))).code).toBe('source-incomplete');
});

test('A list begins after an id and ends at its limit; removed customers are in it.', async () => {
  for (const id of [1, 2, 3, 4]) await put('customers', { id, ...(id === 3 && { removedAt: now }) });
  const found = await bench.run('record.list', { kind: 'customers', after: 1, limit: 2 });
  expect(found.map(({ id }) => id)).toEqual([2, 3]);
});

test('Many records are put all or none.', async () => {
  const good = { kind: 'users', record: { id: 7, name: 'Dana' } } as const;
  const bad = { kind: 'services', record: { id: 1, customerId: 99 } } as const;
  expect((await faultOf(bench.run('record.putAll', { records: [good, bad] }))).code).toBe('reference-missing');
  expect(await bench.run('record.list', { kind: 'users', after: 0, limit: 1 })).toEqual([]);
  expect(await bench.run('record.putAll', { records: [good, good] })).toEqual(['created', 'same']);
});

test('The published schema of a customer knows the same statuses as the core.', () => {
  const { json } = loadSchema('records/customers.json');
  expect(json).toMatchObject({ properties: { status: { enum: customerStatuses } } });
});
