import type { Fault } from '../../src/core/fault.js';
import type { Customer } from '../../src/core/customers/model.js';
import { accountNumberOf } from '../../src/core/customers/account-number.js';
import { exactly } from '../../src/core/customers/revision.js';
import { operations } from '../../src/core/operations.js';
import { operations as recordOperations } from '../../src/core/records/operations.js';
import type { Core } from '../../src/core/run.js';
import type { Engine } from '../../src/store/engine.js';
import { openDatabase } from '../../src/store/open.js';
import { down, up } from '../../migrations/0004-keys.js';
import { databaseNames, databases, type TestDatabase } from '../support/databases.js';
import { actor, benchOver } from './bench.js';

interface Made {
  readonly name?: string;
  readonly accountNumber?: string;
}

describe.each(databaseNames)('on %s', (name) => {
  let database: TestDatabase;
  let engine: Engine;
  let core: Core;

  beforeEach(async () => {
    database = await databases[name]();
    ({ engine, core } = await benchOver(await openDatabase(database.url)));
  });

  afterEach(async () => {
    await engine.close();
    await database.drop();
  });

  const create = async (made: Made = {}): Promise<Customer> =>
    core(operations['customer.create'], { revision: exactly(Object.entries(made)) }, actor);
  const numberOf = async (made?: Made): Promise<string> => accountNumberOf(await create(made));
  const called = async (text: string): Promise<number> =>
    (await core(operations['customer.read'], { key: { called: text } }, actor)).id;
  const remove = async (id: number) => core(operations['customer.remove'], { id }, actor);
  const reactivate = async (id: number) => core(operations['customer.reactivate'], { id }, actor);
  const codeOf = (attempt: Promise<unknown>): Promise<unknown> =>
    attempt.then(
      () => 'done',
      (fault: Fault) => fault.code,
    );

  test('every new customer has an account number of ten digits, and is found by it', async () => {
    const { id } = await create();
    expect(await numberOf()).toBe('0000000002');
    expect(await called('0000000001')).toBe(id);
  });

  test('a number that somebody was given ahead is passed over', async () => {
    expect(await numberOf({ accountNumber: '0000000003' })).toBe('0000000003');
    expect(await numberOf()).toBe('0000000002');
    expect(await numberOf()).toBe('0000000004');
  });

  test('a number that somebody has is refused, whether it was given or made', async () => {
    await create();
    await create({ accountNumber: '9999999999' });
    expect(await codeOf(create({ accountNumber: '0000000001' }))).toBe('account-number-taken');
    expect(await codeOf(create({ accountNumber: '9999999999' }))).toBe('account-number-taken');
  });

  test('of many who come at once for one number one gets it, and everybody else a number of his own', async () => {
    const given = Array.from({ length: 12 }, () => create({ accountNumber: '0000000020' }));
    const made = Array.from({ length: 30 }, () => create());
    const codes = await Promise.all(given.map(codeOf));
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['done', 'account-number-taken']));
    expect(new Set((await Promise.all(made)).map(accountNumberOf)).size).toBe(30);
  });

  test("a removed customer's number is free, and its return is refused once another has it", async () => {
    const { id } = await create();
    await remove(id);
    expect(await codeOf(called('0000000001'))).toBe('customer-unknown');
    await reactivate(id);
    expect(await called('0000000001')).toBe(id);
    await remove(id);
    const other = await create({ accountNumber: '0000000001' });
    expect(await codeOf(reactivate(id))).toBe('account-number-taken');
    expect(await called('0000000001')).toBe(other.id);
  });

  test('a customer is called by its shown name too, and of several the one with the lowest number comes', async () => {
    const first = await create({ name: 'Ärger & Co', accountNumber: '0000000900' });
    const second = await create({ name: 'äRGER & co  ' });
    const long = await create({ name: `${'x'.repeat(250)}y` });
    expect(await called('ärger & Co')).toBe(second.id);
    expect(await called(`${'X'.repeat(250)}Y`)).toBe(long.id);
    expect(await codeOf(called('x'.repeat(250)))).toBe('customer-unknown');
    expect(await codeOf(called('Ärger'))).toBe('customer-unknown');
    expect(await called(`#${(await create()).id}`)).toBe(long.id + 1);
    await remove(second.id);
    expect(await called('ärger & Co')).toBe(first.id);
  });

  test('a number comes before a name of ten digits', async () => {
    const named = await create({ name: '0000000002' });
    expect(await called('0000000002')).toBe(named.id);
    const { id } = await create();
    expect(await called('0000000002')).toBe(id);
  });

  test('a record brings its number, and is refused a number that another has', async () => {
    const put = (id: number, accountNumber?: string) =>
      core(
        recordOperations['record.put'],
        { kind: 'customers', record: { id, ...(accountNumber !== undefined && { accountNumber }) } },
        actor,
      );
    await put(7, '0000000008');
    expect(await called('0000000008')).toBe(7);
    expect(await codeOf(Promise.resolve(put(8)))).toBe('account-number-taken');
    expect(await codeOf(Promise.resolve(put(9, '0000000008')))).toBe('account-number-taken');
    await put(7);
    expect(await called('0000000007')).toBe(7);
    await put(8);
    expect(await codeOf(Promise.resolve(put(7, '0000000008')))).toBe('account-number-taken');
  });

  test('customers from before there were account numbers have theirs', async () => {
    const { id } = await create();
    await down(engine.knex());
    await up(engine.knex());
    expect(await called('0000000001')).toBe(id);
  });
});
