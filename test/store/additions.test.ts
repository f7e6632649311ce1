import pg from 'pg';
import { exactly } from '../../src/core/customers/revision.js';
import type { Customer } from '../../src/core/customers/model.js';
import type { Fault } from '../../src/core/fault.js';
import { operations } from '../../src/core/operations.js';
import type { Patch } from '../../src/core/patch.js';
import { createCore, type Core } from '../../src/core/run.js';
import { openDatabase } from '../../src/store/open.js';
import type { Row } from '../../src/store/statement.js';
import { createStore } from '../../src/store/store.js';
import { databaseNames, databases, type TestDatabase } from '../support/databases.js';
import { actor, benchOver, now, type Bench } from './bench.js';

describe.each(databaseNames)('on %s', (name) => {
  let database: TestDatabase;
  let bench: Bench;

  beforeEach(async () => {
    database = await databases[name]();
    bench = await benchOver(await openDatabase(database.url));
  });

  afterEach(async () => {
    await bench.engine.close();
    await database.drop();
  });

  const core: Core = (...asked) => bench.core(...asked);
  const rows = async (sql: string): Promise<readonly Row[]> => bench.rows(sql);
  const create = async (patch: Patch): Promise<Customer> =>
    core(operations['customer.create'], { revision: exactly(patch) }, actor);
  const read = async (id: number): Promise<Customer> => core(operations['customer.read'], { key: { id } }, actor);
  const outcomes = async (attempts: readonly Promise<unknown>[]): Promise<readonly string[]> =>
    (await Promise.allSettled(attempts)).map((one) =>
      one.status === 'fulfilled' ? 'kept' : (one.reason as Fault).code,
    );

  /** Not alike: some have contacts, some log in, and the numbers of some are made. */
  const mixed = (i: number): Patch => [
    ['name', `Customer ${i}`],
    ...(i % 2 === 0 ? ([['number', `given-${i}`]] as const) : []),
    ...(i % 3 === 0 ? ([['contacts.billing.login', `login-${i}`]] as const) : []),
    ...(i % 5 === 0 ? ([['contacts.primary.email', `mail${i}@example.com`]] as const) : []),
  ];

  test('customers that are created together are each kept, found and told of as what they were sent', async () => {
    const count = 100;
    const made = await Promise.all(Array.from({ length: count }, (_, i) => create(mixed(i))));
    expect(new Set(made.map(({ id }) => id)).size).toBe(count);
    expect(await Promise.all(made.map(({ id }) => read(id)))).toEqual(made);
    expect(made.map((customer) => customer.name)).toEqual(made.map((_, i) => `Customer ${i}`));
    expect(made.map((customer) => customer.contacts?.billing?.login)).toEqual(
      made.map((_, i) => (i % 3 === 0 ? `login-${i}` : undefined)),
    );

    const byId = new Map(made.map(({ id }, i) => [id, i]));
    const names = await rows('select id, shown_key, other_key from customer_names');
    expect(names).toHaveLength(count);
    for (const [id, shown, other] of names) {
      const i = byId.get(Number(id)) ?? NaN;
      expect([shown, other?.toString().includes(`mail${i}@`) ?? false]).toEqual([`customer ${i}`, i % 5 === 0]);
    }
    const events = await rows('select subject_id, patch from events');
    expect(events).toHaveLength(count);
    for (const [id, patch] of events) {
      expect(JSON.parse(String(patch))).toContainEqual(['name', `Customer ${byId.get(Number(id))}`]);
    }
    const logins = await rows('select customer_id, login_key from contact_logins');
    expect(logins.map(([id, login]) => [byId.get(Number(id)), login]).sort()).toEqual(
      made.flatMap((_, i) => (i % 3 === 0 ? [[i, `login-${i}`]] : [])).sort(),
    );
  });

  if (name === 'postgres') {
    test('they share transactions there, too', async () => {
      await Promise.all(Array.from({ length: 100 }, (_, i) => create(mixed(i))));
      const [row] = await rows('select count(distinct xmin::text) from customers');
      expect(Number(row?.[0])).toBeLessThan(30);
    });

    test('while the table is locked by somebody else so many wait, and for so long; then they have their turn again', async () => {
      const somebody = new pg.Client({ connectionString: database.url });
      await somebody.connect();
      await somebody.query('begin');
      await somebody.query('lock table customers');
      const order: number[] = [];
      const attempts = Array.from({ length: 600 }, async (_, i) => create(mixed(i)).finally(() => order.push(i)));
      expect(new Set(await outcomes(attempts))).toEqual(new Set(['unavailable']));
      expect(order.slice(0, 100).sort()).toEqual(Array.from({ length: 100 }, (_, i) => 500 + i));
      await somebody.end();
      expect(await outcomes([create(mixed(0)), create(mixed(1))])).toEqual(['kept', 'kept']);
      expect(await rows('select id from customers')).toHaveLength(2);
    });
  }

  test('of those who create the same customers from two sides, each number has one winner', async () => {
    const other = name === 'postgres' ? await openDatabase(database.url) : bench.engine;
    const theirs = createCore(createStore(other), { now: () => Date.parse(now) }, { number: () => 'unused' });
    const numbered = Array.from({ length: 60 }, (_, i) => exactly([['number', `n-${i}`]]));
    const made = await outcomes([
      ...numbered.map(async (revision) => core(operations['customer.create'], { revision }, actor)),
      ...numbered.toReversed().map(async (revision) => theirs(operations['customer.create'], { revision }, actor)),
    ]);
    if (other !== bench.engine) await other.close();
    const counted = (outcome: string) => made.filter((one) => one === outcome).length;
    expect([counted('kept'), counted('number-taken')]).toEqual([60, 60]);
    expect(await rows('select id from customers')).toHaveLength(60);
  });

  test('one that is refused takes nobody with it, at whatever point it is refused', async () => {
    await create([['number', 'taken']]);
    const attempts = [
      create([['name', 'A']]),
      create([['number', 'TAKEN']]),
      create([['number', 'twice']]),
      create([['number', 'x'.repeat(300)]]),
      create([['number', 'Twice']]),
      create([['userId', 404]]),
      create([['source.id', 1]]),
      create([['contacts.billing.login', 'me']]),
      create([['contacts.sales.login', 'ME']]),
      create([['name', 'Z']]),
    ];
    const [a, taken, once, long, again, user, source, me, meToo, z] = await outcomes(attempts);
    expect([a, taken, long, user, source, z]).toEqual([
      ...['kept', 'number-taken', 'invalid', 'user-unknown', 'source-incomplete', 'kept'],
    ]);
    expect([once, again].sort()).toEqual(['kept', 'number-taken']);
    expect([me, meToo].sort()).toEqual(['kept', 'login-taken']);
    const numbers = await rows('select number_key from customers order by number_key');
    expect(numbers).toHaveLength(5);
    expect(numbers).toEqual(expect.arrayContaining([['taken'], ['twice']]));
    expect(await rows('select subject_id from events')).toHaveLength(5);
    expect(await rows('select id from customer_names')).toHaveLength(5);
  });

  test('account numbers that somebody was given ahead are passed over by all of them', async () => {
    for (const ahead of [3, 4, 9]) await create([['accountNumber', String(ahead).padStart(10, '0')]]);
    const made = await Promise.all(Array.from({ length: 12 }, (_, i) => create([['name', `${i}`]])));
    const ids = made.map(({ id }) => id);
    expect(new Set(ids).size).toBe(12);
    for (const ahead of [3, 4, 9]) expect(ids).not.toContain(ahead);
    expect(await Promise.all(ids.map(read))).toEqual(made);
  });

  test('those with a bill and those without, linked to structures or heard of by others, do not disturb each other', async () => {
    await bench.store.change((tx) => tx.records.structures.insert({ id: 7 }));
    await core(operations['customer.create'], { revision: exactly([]) }, actor);
    await bench.store.change((tx) =>
      tx.callbacks.insert({ dialect: 'test', url: 'http://a.example', events: ['customer-created'], createdAt: now }),
    );
    const billed = async (i: number): Promise<Customer> =>
      core(
        operations['customer.create-coded'],
        {
          revision: exactly([
            ['name', `Billed ${i}`],
            ['extras.sedona.isMaster', true],
            ['addresses.billing.city', `City ${i}`],
          ]),
          codes: [],
          bill: { given: true, paths: new Set(['addresses.billing.city']) },
          master: { path: 'extras.sedona.isMaster', account: () => ({ code: `M-${i}`, description: `Billed ${i}` }) },
        },
        actor,
      );
    const linked = async (i: number): Promise<Customer> =>
      core(operations['customer.create'], { revision: exactly([['name', `Linked ${i}`]]), structureIds: [7] }, actor);
    const plain = async (i: number): Promise<Customer> => create(mixed(i));
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, i) => [billed(i * 3), linked(i * 3 + 1), plain(i * 3 + 2)]).flat(),
    );
    expect(await Promise.all(made.map((customer) => read(customer.id)))).toEqual(made);
    const bills = await rows('select id, customer_id from bills');
    const owners = made.filter((_, i) => i % 3 === 0);
    expect(bills.map(([id, owner]) => [Number(owner), Number(id)]).sort()).toEqual(
      owners.map((customer) => [customer.id, customer.billId]).sort(),
    );
    const masters = await rows('select customer_id, code_key from master_accounts');
    expect(masters.map(([id, code]) => [Number(id), code]).sort()).toEqual(
      owners.map((customer, i) => [customer.id, `m-${i * 3}`]).sort(),
    );
    const links = await rows('select customer_id from customer_structures');
    const expectLinked = made.filter((_, i) => i % 3 === 1).map((customer) => customer.id);
    expect(links.map(([id]) => Number(id)).sort()).toEqual(expectLinked.sort());
    const told = await rows('select customer_id from deliveries');
    expect(told.map(([id]) => Number(id)).sort()).toEqual(made.map((customer) => customer.id).sort());
  });
});
