import { Fault } from '../../src/core/fault.js';
import { databaseNames } from '../support/databases.js';
import { openBench, type Bench } from './harness.js';

const nothing = {
  outstandingBalance: '0.00',
  previousBalance: '0.00',
  currentBalance: '0.00',
  lifetimePayments: '0.00',
  lifetimeValue: '0.00',
};

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no fault',
    (error: unknown) => (error as Fault).code,
  );

describe.each(databaseNames)('on %s', (make) => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench(make);
    await bench.put('customers', { id: 341, number: 'A', name: 'Acme' });
  });

  afterEach(() => bench.close());

  const financials = async () => (await bench.run('customer.read-account', { key: { id: 341 } })).financials;
  const invoice = (id: number, amount: string, dueDate = '2026-03-31', date = '2026-03-01') =>
    bench.put('invoices', { id, customerId: 341, amount, date, dueDate });
  const payment = (id: number, amount: string, rest: object = {}) =>
    bench.put('payments', { id, customerId: 341, amount, date: '2026-03-05', ...rest });
  const open = async () => (await bench.store.read((tx) => tx.billing.balanceOf(341)))?.open;

  test('who was never billed owes nothing', async () => {
    const { customer, financials: none } = await bench.run('customer.read-account', { key: { id: 341 } });
    expect(customer).toMatchObject({ id: 341, name: 'Acme' });
    expect(none).toEqual(nothing);
  });

  test('invoices and payments come to what the customer owes, to the cent', async () => {
    await invoice(1, '0.10', '2026-02-28', '2026-02-01');
    await invoice(2, '0.2');
    await payment(1, '0.05', { date: '2026-02-10' });
    await payment(2, '0.15');
    expect(await financials()).toEqual({
      outstandingBalance: '0.10',
      previousBalance: '0.05',
      currentBalance: '0.20',
      lastPaymentAmount: '0.15',
      lastPaymentDate: '2026-03-05',
      lastInvoiceAmount: '0.20',
      lastInvoiceDate: '2026-03-01',
      lifetimePayments: '0.20',
      lifetimeValue: '0.30',
    });
  });

  test('what is changed, given to another customer or removed counts no longer', async () => {
    await bench.put('customers', { id: 342, number: 'B' });
    await invoice(1, '10');
    await payment(1, '4');
    await invoice(1, '12');
    expect((await financials()).outstandingBalance).toBe('8.00');
    await bench.put('payments', { id: 1, customerId: 342, amount: '4', date: '2026-03-05' });
    expect((await financials()).outstandingBalance).toBe('12.00');
    const other = await bench.run('customer.read-account', { key: { id: 342 } });
    expect(other.financials).toMatchObject({ outstandingBalance: '-4.00', lastPaymentAmount: '4.00' });
    await bench.drop('invoices', 1);
    await bench.drop('payments', 1);
    expect(await financials()).toEqual(nothing);
    await bench.drop('customers', 342);
  });

  test('a payment pays the invoice it names, and what is left of it whichever is due first', async () => {
    await invoice(1, '10', '2026-03-20');
    await invoice(2, '10', '2026-03-10');
    await invoice(3, '10', '2026-03-30');
    await payment(1, '14', { invoiceId: 3 });
    expect(await open()).toEqual([
      { invoiceId: 2, dueDate: '2026-03-10', amount: '6.00' },
      { invoiceId: 1, dueDate: '2026-03-20', amount: '10.00' },
    ]);
    await payment(2, '16');
    expect(await open()).toEqual([]);
  });

  test('payments that come at once are all counted', async () => {
    await invoice(1, '100');
    await Promise.all([1, 2, 3, 4, 5, 6].map((id) => payment(id, '10')));
    expect((await financials()).outstandingBalance).toBe('40.00');
  });

  test('orders, invoices and payments have references of their own, letter case apart', async () => {
    await bench.put('orders', {
      id: 1,
      customerId: 341,
      reference: 'X1',
      planId: 'P',
      quantity: '1',
      startDate: '2026-03-01',
    });
    await bench.put('invoices', {
      id: 1,
      customerId: 341,
      reference: 'X1',
      amount: '1',
      date: '2026-03-01',
      dueDate: '2026-03-31',
    });
    expect(await bench.store.read((tx) => tx.billing.invoiceCalled('x1'))).toMatchObject({ id: 1, reference: 'X1' });
    expect(await bench.store.read((tx) => tx.billing.orderCalled('x1'))).toMatchObject({ planId: 'P' });
    expect(await bench.store.read((tx) => tx.billing.paymentCalled('x1'))).toBeUndefined();
    const again = { id: 2, customerId: 341, reference: 'x1', amount: '1', date: '2026-03-01', dueDate: '2026-03-31' };
    expect(await codeOf(bench.put('invoices', again))).toBe('reference-taken');
  });

  test("nothing is paid or billed for another customer's invoice or order", async () => {
    await bench.put('customers', { id: 342, number: 'B' });
    await invoice(1, '10');
    const payments = { id: 1, customerId: 342, amount: '10', date: '2026-03-05', invoiceId: 1 };
    expect(await codeOf(bench.put('payments', payments))).toBe('invalid');
    await bench.put('orders', { id: 1, customerId: 342, planId: 'P', quantity: '1', startDate: '2026-03-01' });
    const invoices = { id: 2, customerId: 341, orderId: 1, amount: '1', date: '2026-03-01', dueDate: '2026-03-31' };
    expect(await codeOf(bench.put('invoices', invoices))).toBe('invalid');
  });

  test('whether a customer has transactions is known', async () => {
    const has = () => bench.store.read((tx) => tx.billing.hasTransactions(341));
    expect(await has()).toBe(false);
    await bench.put('orders', { id: 1, customerId: 341, planId: 'P', quantity: '1', startDate: '2026-03-01' });
    expect(await has()).toBe(true);
    await bench.drop('orders', 1);
    await payment(1, '1');
    expect(await has()).toBe(true);
  });

  test('an account is read for whom the caller may reach, and for customers that are there', async () => {
    expect(await codeOf(bench.run('customer.read-account', { key: { id: 999 } }))).toBe('customer-unknown');
    await bench.run('customer.remove', { id: 341 });
    expect(await codeOf(bench.run('customer.read-account', { key: { id: 341 } }))).toBe('customer-unknown');
    const kept = await bench.run('customer.read-account', { key: { id: 341 }, removed: true });
    expect(kept.financials).toEqual(nothing);
  });
});
