import { createEmbeddedGateway } from '../../src/clients/embedded-gateway.js';
import { nothingOutside } from '../../src/core/outside.js';
import { chargeCustomer } from '../../src/core/billing/charge-customer.js';
import { Fault } from '../../src/core/fault.js';
import type { Charge, PaymentGateway, PaymentOutcome } from '../../src/core/payments/gateway.js';
import type { Means, Preference } from '../../src/core/payments/model.js';
import { keyRing, newKey } from '../../src/vault/keys.js';
import { createVault } from '../../src/vault/vault.js';
import { databaseNames } from '../support/databases.js';
import { actor, now, openBench, type Bench } from './harness.js';

const good = '4111111111111111';
const bad = '4000000000000002';
const poor = '4000000000009995';

/** A gateway that keeps a list of what it was asked, and whose answers can be lost on the way. */
function openGateway() {
  const embedded = createEmbeddedGateway();
  const charged: Charge[] = [];
  const looked: string[] = [];
  const trouble = { isDown: false, answers: [] as PaymentOutcome[] };
  const gateway: PaymentGateway = {
    ...embedded,
    charge: async (charge) => {
      if (trouble.isDown) throw new Fault('payments-unavailable');
      charged.push(charge);
      const outcome = await embedded.charge(charge);
      return trouble.answers.shift() ?? outcome;
    },
    lookUp: async (key) => {
      looked.push(key);
      return embedded.lookUp(key);
    },
  };
  return { gateway, charged, looked, trouble };
}

describe.each(databaseNames)('on %s', (make) => {
  let bench: Bench;
  let house: ReturnType<typeof openGateway>;

  beforeEach(async () => {
    house = openGateway();
    const keys = keyRing(newKey('test'));
    bench = await openBench(make, { ...nothingOutside, vault: createVault(() => keys), payments: house.gateway });
    await bench.put('customers', { id: 341, number: 'A' });
  });

  afterEach(() => bench.close());

  const method = (preference: Preference, means: Means) =>
    bench.run('payment-method.put', { key: { id: 341 }, preference, means, validate: false });
  const card = (preference: Preference, number: string) =>
    method(preference, { type: 'credit-card', number, expiry: '2030-12-31' });
  const invoice = (id: number, amount: string, dueDate: string) =>
    bench.put('invoices', { id, customerId: 341, amount, date: '2026-01-01', dueDate });
  const plan = (rest: object = {}) =>
    bench.run('payment-plan.create', {
      customer: { id: 341 },
      plan: { amount: '199', startDate: '2026-03-01', installments: 4, every: { value: 1, unit: 'months' }, ...rest },
    });
  const chargeOn = async (day: string) => bench.core(chargeCustomer, { customerId: 341, day, currency: 'USD' }, actor);
  const account = async () => (await bench.run('customer.read-account', { key: { id: 341 } })).financials;
  const planNow = () => bench.run('payment-plan.read', { customer: { id: 341 } });
  const amounts = () => house.charged.map(({ amount }) => amount);
  const setStatus = (status: 'suspended1' | 'active') => bench.run('customer.change-status', { id: 341, status });

  test('invoices are charged whole once they are due, and not before', async () => {
    await card(1, good);
    await invoice(1, '10', '2026-03-10');
    await invoice(2, '20', '2026-03-05');
    await invoice(3, '30', '2026-04-01');
    await chargeOn('2026-03-04');
    expect(amounts()).toEqual([]);
    expect(await chargeOn('2026-03-10')).toEqual({ approved: 2, declined: 0, unknown: 0 });
    expect(amounts()).toEqual(['20.00', '10.00']);
    expect(await account()).toMatchObject({ outstandingBalance: '30.00', lifetimePayments: '30.00' });
    await chargeOn('2026-03-10');
    expect(amounts()).toHaveLength(2);
  });

  test('a customer with a currency of its own is charged in that, whatever the settings say', async () => {
    await bench.put('customers', { id: 341, number: 'A', currency: 'EUR' });
    await card(1, good);
    await invoice(1, '10', '2026-03-10');
    await chargeOn('2026-03-10');
    expect(house.charged).toMatchObject([{ amount: '10.00', currency: 'EUR' }]);
  });

  test('what was paid of an invoice is not charged again', async () => {
    await card(1, good);
    await invoice(1, '10', '2026-03-10');
    await bench.put('payments', { id: 1, customerId: 341, amount: '4', date: '2026-03-01', type: 'check' });
    await chargeOn('2026-03-10');
    expect(amounts()).toEqual(['6.00']);
  });

  test('a method that is declined is followed by the next, a check is never charged', async () => {
    await card(1, bad);
    await method(2, { type: 'check' });
    await card(3, good);
    await invoice(1, '10', '2026-03-10');
    expect(await chargeOn('2026-03-10')).toEqual({ approved: 1, declined: 1, unknown: 0 });
    const charges = await bench.rows('select doc from charges order by id');
    expect(charges.map(([doc]) => JSON.parse(String(doc)) as object)).toMatchObject([
      { preference: 1, state: 'declined', reason: 'card-declined', last: false },
      { preference: 3, state: 'approved', amount: '10.00', currency: 'USD', invoiceId: 1 },
    ]);
    expect(new Set(house.charged.map(({ key }) => key)).size).toBe(2);
  });

  test('when all are declined it is tried again the next day, ten days long', async () => {
    await card(1, bad);
    await card(2, poor);
    await invoice(1, '10', '2026-03-10');
    for (let day = 10; day < 25; day += 1) {
      await chargeOn(`2026-03-${day}`);
      await chargeOn(`2026-03-${day}`);
    }
    expect(amounts()).toHaveLength(20);
    expect(await account()).toMatchObject({ outstandingBalance: '10.00' });
  });

  test('who replaces a method that was declined too often is charged again', async () => {
    await card(1, bad);
    await plan({ installments: 2 });
    await invoice(1, '398', '2026-03-01');
    for (let day = 10; day < 25; day += 1) await chargeOn(`2026-03-${day}`);
    expect(amounts()).toHaveLength(10);
    bench.clock.at = '2026-03-25T08:00:00.000Z';
    await card(1, good);
    expect(await chargeOn('2026-03-25')).toEqual({ approved: 1, declined: 0, unknown: 0 });
    expect(await planNow()).toMatchObject({ remaining: 1, nextDate: '2026-04-01' });
  });

  test('without a method, or with a check or cash only, nobody is charged', async () => {
    await invoice(1, '10', '2026-03-10');
    await method(1, { type: 'check' });
    await method(2, { type: 'cash' });
    await chargeOn('2026-03-10');
    expect(amounts()).toEqual([]);
  });

  test('who is suspended is not charged until activated', async () => {
    await card(1, good);
    await invoice(1, '10', '2026-03-10');
    await setStatus('suspended1');
    await chargeOn('2026-03-10');
    expect(amounts()).toEqual([]);
    await setStatus('active');
    await chargeOn('2026-03-11');
    expect(amounts()).toEqual(['10.00']);
  });

  test('a plan charges the lesser of its installment and the balance, instead of the invoices', async () => {
    await card(1, good);
    await invoice(1, '500', '2026-02-01');
    await plan();
    for (const day of ['2026-02-28', '2026-03-01', '2026-03-15', '2026-04-01', '2026-05-01']) await chargeOn(day);
    expect(amounts()).toEqual(['199.00', '199.00', '102.00']);
    expect(await planNow()).toMatchObject({ remaining: 1, nextDate: '2026-06-01', enabled: true });
    await chargeOn('2026-06-01');
    expect(amounts()).toHaveLength(3);
    expect(await planNow()).toMatchObject({ remaining: 0, enabled: false });
  });

  test('a plan that charges whatever is owed charges the whole installment', async () => {
    await card(1, good);
    await plan({ onlyIfOwed: false, installments: 1 });
    await chargeOn('2026-03-01');
    expect(amounts()).toEqual(['199.00']);
    expect(await account()).toMatchObject({ outstandingBalance: '-199.00' });
    expect(await planNow()).toMatchObject({ enabled: false });
  });

  test('once a plan is disabled the invoices are charged whole again', async () => {
    await card(1, good);
    await invoice(1, '500', '2026-02-01');
    await plan();
    await bench.run('payment-plan.update', { customer: { id: 341 }, changes: { enabled: false } });
    await chargeOn('2026-03-01');
    expect(amounts()).toEqual(['500.00']);
  });

  test('a declined installment stays due, and is charged another day without moving those after it', async () => {
    await card(1, bad);
    await invoice(1, '500', '2026-02-01');
    await plan();
    await chargeOn('2026-03-01');
    expect(await planNow()).toMatchObject({ remaining: 4, nextDate: '2026-03-01' });
    await card(1, good);
    await chargeOn('2026-03-02');
    expect(await planNow()).toMatchObject({ remaining: 3, nextDate: '2026-04-01' });
  });

  test('an answer that was lost is looked up, and nothing is charged twice', async () => {
    await card(1, good);
    await invoice(1, '10', '2026-03-10');
    house.trouble.answers.push({ result: 'unknown' });
    expect(await chargeOn('2026-03-10')).toEqual({ approved: 0, declined: 0, unknown: 1 });
    expect(await account()).toMatchObject({ outstandingBalance: '10.00' });
    expect(await chargeOn('2026-03-11')).toEqual({ approved: 1, declined: 0, unknown: 0 });
    expect(house.looked).toEqual([house.charged[0]?.key]);
    expect(amounts()).toEqual(['10.00']);
    expect(await account()).toMatchObject({ outstandingBalance: '0.00' });
  });

  test('a charge that never arrived is made under the same key', async () => {
    await card(1, good);
    await invoice(1, '10', '2026-03-10');
    house.trouble.isDown = true;
    await expect(chargeOn('2026-03-10')).rejects.toThrow('payments-unavailable');
    house.trouble.isDown = false;
    await chargeOn('2026-03-10');
    expect(house.looked).toEqual(house.charged.map(({ key }) => key));
    expect(await account()).toMatchObject({ outstandingBalance: '0.00' });
  });

  test('a charge that never arrived is not made any more once it is not right', async () => {
    await card(1, good);
    await invoice(1, '10', '2026-03-10');
    house.trouble.isDown = true;
    await expect(chargeOn('2026-03-10')).rejects.toThrow('payments-unavailable');
    house.trouble.isDown = false;
    await bench.put('payments', { id: 1, customerId: 341, amount: '10', date: '2026-03-10', type: 'check' });
    expect(await chargeOn('2026-03-11')).toEqual({ approved: 0, declined: 1, unknown: 0 });
    expect(amounts()).toEqual([]);
  });

  test('several that charge one customer at once charge it once', async () => {
    await card(1, good);
    await invoice(1, '10', '2026-03-10');
    await Promise.all([1, 2, 3, 4].map(() => chargeOn('2026-03-10')));
    expect(new Set(house.charged.map(({ key }) => key)).size).toBe(1);
    expect(await account()).toMatchObject({ outstandingBalance: '0.00', lifetimePayments: '10.00' });
  });

  test('others are told of what was paid, of a charge that every method declined, and of a plan that is over', async () => {
    const knex = bench.engine.knex();
    const callback = { id: 1, dialect: 'any', url: 'https://example.com', created_at: now };
    await knex('callbacks').insert(callback);
    for (const event of ['payment-succeeded', 'payment-failed', 'payment-plan-completed']) {
      await knex('callback_events').insert({ callback_id: 1, event });
    }
    await card(1, bad);
    await card(2, poor);
    await invoice(1, '10', '2026-02-01');
    await plan({ installments: 1 });
    await chargeOn('2026-03-01');
    await card(2, good);
    await chargeOn('2026-03-02');
    const told = await bench.rows('select event, notice from deliveries order by id');
    expect(told.map(([event]) => event)).toEqual(['payment-failed', 'payment-succeeded', 'payment-plan-completed']);
    expect(JSON.parse(String(told[0]?.[1]))).toMatchObject({
      customer: { id: 341 },
      record: { amount: '10.00', reason: 'insufficient-funds' },
      financials: { outstandingBalance: '10.00' },
    });
  });

  test('those who are to be charged are found: with a method, by installment or by invoice', async () => {
    const found = () =>
      bench.store.read(function* (tx) {
        const invoices = yield* tx.billing.dueInvoices('2026-03-10', undefined, 10);
        const installments = yield* tx.billing.dueInstallments('2026-03-10', undefined, 10);
        return [invoices.map(({ customerId }) => customerId), installments.map(({ customerId }) => customerId)];
      });
    await invoice(1, '10', '2026-03-10');
    expect(await found()).toEqual([[], []]);
    await card(1, good);
    expect(await found()).toEqual([[341], []]);
    await plan();
    expect(await found()).toEqual([[], [341]]);
    await chargeOn('2026-03-10');
    expect(await found()).toEqual([[], []]);
  });
});
