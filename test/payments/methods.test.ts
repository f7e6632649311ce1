import { chargeMethod } from '../../src/core/payments/charge-method.js';
import type { BankAccount, Card, Means, Token } from '../../src/core/payments/model.js';
import { operations } from '../../src/core/operations.js';
import { createVault } from '../../src/vault/vault.js';
import { databaseNames } from '../support/databases.js';
import { actor, openBench, type Bench } from './bench.js';

const card: Card = {
  type: 'credit-card',
  number: '4111111111111111',
  expiry: '2030-12-31',
  brand: 'Visa',
  holder: 'John Villanova',
  address: { street: '9872 Central St', city: 'Anytown', state: 'AK', postalCode: '11001', country: 'USA' },
};
const account: BankAccount = { type: 'ach', routingNumber: '110000000', accountNumber: '000123456789' };
const token: Token = { type: 'token', token: 'tok-approved' };

const secrets = [card.number, 'Villanova', 'Central St', account.accountNumber, account.routingNumber, token.token];

describe.each(databaseNames)('on %s', (name) => {
  let bench: Bench;

  beforeEach(async () => void (bench = await openBench(name)));
  afterEach(() => bench.close());

  test('a customer has a method for each preference, shown by brand, last four and expiry only', async () => {
    await bench.put({ preference: 2, means: account });
    await bench.put({ preference: 1, means: card });
    await bench.put({ preference: 3, means: token });
    expect(await bench.list()).toEqual([
      { preference: 1, type: 'credit-card', brand: 'Visa', lastFour: '1111', expiry: '2030-12-31' },
      { preference: 2, type: 'ach', lastFour: '6789' },
      { preference: 3, type: 'token' },
    ]);
  });

  test('a method replaces the one of the same preference, and no other', async () => {
    await bench.put({ preference: 1, means: card });
    await bench.put({ preference: 2, means: { type: 'cash' } });
    await bench.put({ preference: 1, means: { type: 'check' } });
    const keptAt = '2026-03-01T08:00:00.000Z';
    expect(await bench.kept()).toEqual([
      { customerId: bench.customer.id, preference: 1, type: 'check', keptAt },
      { customerId: bench.customer.id, preference: 2, type: 'cash', keptAt },
    ]);
  });

  test('nothing secret stands in any table, and an event tells what may be shown', async () => {
    for (const [index, means] of [card, account, token].entries()) {
      await bench.put({ preference: (index + 1) as 1 | 2 | 3, means, verification: '123' });
    }
    const rows = await bench.rows('select doc, sealed from payment_methods');
    const events = await bench.rows(
      "select patch, subject_id from events where subject = 'payment-methods' order by id",
    );
    const text = JSON.stringify([rows, events]);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(events).toHaveLength(3);
    expect(JSON.parse(events[0]?.[0] as string)).toEqual([
      ['methods.1', { preference: 1, type: 'credit-card', brand: 'Visa', lastFour: '1111', expiry: '2030-12-31' }],
    ]);
    expect(events[0]?.[1]).toBe(bench.customer.id);
  });

  test.each<readonly [string, Means, string]>([
    ['a card', card, 'approved'],
    ['an account', account, 'approved'],
    ['a token', { type: 'token', token: 'tok-declined' }, 'declined'],
  ])('%s is opened for its charge', async (_what, means, result) => {
    await bench.put({ preference: 1, means });
    const [method] = await bench.kept();
    const charge = { key: 'K', amount: '1.00', currency: 'USD' };
    expect(method && (await chargeMethod(bench.outside, method, charge))).toMatchObject({ result });
  });

  test('a method that was moved to another customer in the database is not charged', async () => {
    await bench.put({ preference: 1, means: card });
    const [method] = await bench.kept();
    const moved = { ...method, customerId: bench.customer.id + 1 } as NonNullable<typeof method>;
    const charge = { key: 'K', amount: '1.00', currency: 'USD' };
    await expect(chargeMethod(bench.outside, moved, charge)).rejects.toMatchObject({ code: 'secrets-unavailable' });
    expect(await bench.outside.payments?.lookUp('K')).toEqual({ result: 'absent' });
  });

  test('a customer that is removed leaves no method behind, and one brought back has none', async () => {
    await bench.put({ preference: 1, means: card });
    const { id } = bench.customer;
    await bench.core(operations['customer.remove'], { id }, actor);
    expect(await bench.rows('select * from payment_methods')).toEqual([]);
    await expect(bench.list()).rejects.toMatchObject({ code: 'customer-unknown' });
    await bench.core(operations['customer.reactivate'], { id }, actor);
    expect(await bench.list()).toEqual([]);
  });

  test('a customer that is deleted for good takes its methods along', async () => {
    await bench.put({ preference: 1, means: card });
    await bench.store.change((tx) => tx.records.customers.remove(bench.customer.id));
    expect(await bench.rows('select * from payment_methods')).toEqual([]);
  });

  test('nobody has methods who is unknown or out of reach', async () => {
    const others = new Set([bench.customer.id + 1]);
    const put = { key: { id: bench.customer.id }, preference: 1, means: card, validate: false } as const;
    await expect(bench.core(operations['payment-method.put'], put, actor, others)).rejects.toMatchObject({
      code: 'customer-out-of-reach',
    });
    await expect(bench.put({ key: { id: 999 }, preference: 1, means: card })).rejects.toMatchObject({
      code: 'customer-unknown',
    });
    expect(await bench.kept()).toEqual([]);
  });
});

test('without keys nothing secret is taken; a check is', async () => {
  const bench = await openBench('sqlite', { vault: createVault(() => undefined) });
  for (const means of [card, account, token]) {
    await expect(bench.put({ preference: 1, means })).rejects.toMatchObject({ code: 'secrets-unavailable' });
  }
  await bench.put({ preference: 1, means: { type: 'check' } });
  expect(await bench.list()).toEqual([{ preference: 1, type: 'check' }]);
  await bench.close();
});

test('a card without a brand is shown with that of its number', async () => {
  const bench = await openBench('sqlite');
  const { brand: _none, ...unnamed } = card;
  await bench.put({ preference: 1, means: { ...unnamed, number: '5555555555554444' } });
  await bench.put({ preference: 2, means: { ...unnamed, number: '000000000000' } });
  const [first, second] = await bench.list();
  expect(first?.brand).toBe('Mastercard');
  expect(second).toEqual({ preference: 2, type: 'credit-card', lastFour: '0000', expiry: card.expiry });
  await bench.close();
});

test('of a short account number nothing is shown', async () => {
  const bench = await openBench('sqlite');
  await bench.put({ preference: 1, means: { ...account, accountNumber: '1234567' } });
  expect(await bench.list()).toEqual([{ preference: 1, type: 'ach' }]);
  await bench.close();
});
