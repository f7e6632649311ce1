import { addAccount } from '../../src/access/accounts.js';
import { Fault } from '../../src/core/fault.js';
import type { Work } from '../../src/core/change.js';
import type { Transaction } from '../../src/core/ports.js';
import { createAccounts } from '../../src/store/accounts.js';
import { customer, now, openBench, type Bench } from './bench.js';

const taken = { number: 'K-1', externalReference: 'ref-é', source: { table: 'Table', id: 7 } };

let bench: Bench;
let holder: number;

beforeEach(async () => {
  bench = await openBench();
  holder = await bench.store.change(function* (tx) {
    const { id } = yield* tx.customers.insert(customer(taken.number, taken));
    yield* tx.records.services.insert({ customerId: id, phoneNumber: '804-123-4567' });
    return id;
  });
});

afterEach(() => bench.engine.close());

type Attempt = (tx: Transaction) => Work<unknown>;

async function refusal(attempt: Attempt): Promise<Fault> {
  const error: unknown = await bench.store.change(attempt).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Fault);
  return error as Fault;
}

const sql = /sqlite|constraint|unique|insert|customers\.|_key/i;

const adding =
  (rest: Parameters<typeof customer>[1]): Attempt =>
  (tx) =>
    tx.customers.insert(customer(rest?.number ?? 'free', rest));

const attempts: readonly (readonly [what: string, code: string, attempt: Attempt])[] = [
  ['a number, in other letters', 'number-taken', adding({ number: 'k-1' })],
  ['an external reference, decomposed', 'reference-taken', adding({ externalReference: 'REF-E\u0301' })],
  ['a source, with blanks behind it', 'source-taken', adding({ source: { table: 'TABLE ', id: 7 } })],
  [
    'a connected service number, in other punctuation',
    'service-number-taken',
    (tx) => tx.records.services.insert({ customerId: holder, phoneNumber: '(804) 123.4567' }),
  ],
  ["a customer's id", 'id-taken', (tx) => tx.customers.insert({ ...customer('other'), id: holder })],
  ["a service's id", 'id-taken', (tx) => tx.records.services.insert({ id: 1, customerId: holder })],
  ['a customer that is named by a service', 'in-use', (tx) => tx.records.customers.remove(holder)],
];

test.each(attempts)('%s that is taken is refused as %s, in no word of SQL', async (_what, code, attempt) => {
  const fault = await refusal(attempt);
  expect(fault.code).toBe(code);
  expect(fault.message + JSON.stringify(fault.details)).not.toMatch(sql);
  expect(await bench.rows('select count(*) from customers')).toEqual([[1]]);
  expect(await bench.rows('select count(*) from services')).toEqual([[1]]);
});

test.each([
  ['number-taken', { number: 'K-1' }],
  ['reference-taken', { externalReference: 'Ref-é' }],
  ['source-taken', { source: { table: 'table', id: 7 } }],
])('changing a customer into one that is there is refused as %s and tells which key it was', async (code, keys) => {
  const other = await bench.store.change((tx) => tx.customers.insert(customer('other')));
  const fault = await refusal((tx) => tx.customers.save({ ...other, ...keys }));
  expect(fault.code).toBe(code);
  expect(fault.details).toMatchObject(keys);
  expect(await bench.store.read((tx) => tx.customers.find({ id: other.id }))).toEqual(other);
});

test('the same source id in two tables, and two customers without any key, are no conflict', async () => {
  await bench.store.change(adding({ number: 'a', source: { table: 'Other', id: 7 } }));
  await bench.store.change(adding({ number: 'b' }));
  await bench.store.change(adding({ number: 'c' }));
  expect(await bench.rows('select count(*) from customers')).toEqual([[4]]);
});

test('a login that is there already is refused as id-taken, and its name is free once it is revoked', async () => {
  const accounts = createAccounts(bench.engine);
  const clock = { now: () => Date.parse(now) };
  const add = () => addAccount(accounts, clock, { dialect: 'm4', name: 'jo', password: 'long enough', groups: [] });
  await add();
  const error = (await add().catch((thrown: unknown) => thrown)) as Fault;
  expect(error.code).toBe('id-taken');
  expect(error.message).not.toMatch(sql);
  await accounts.revoke('m4', 'jo', now);
  await expect(add()).resolves.toMatchObject({ name: 'jo' });
});

test('of many who want one number at once, one gets it', async () => {
  const all = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) => bench.store.change(adding({ number: i % 2 ? 'WANTED' : 'wanted' }))),
  );
  const refused = all.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Fault).code] : []));
  expect(refused).toEqual(Array.from({ length: 19 }, () => 'number-taken'));
});
