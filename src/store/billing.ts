import type { Work } from '../core/change.js';
import { noFinancials, type Balance, type Financials, type OpenInvoice } from '../core/billing/model.js';
import type { BillingRecords } from '../core/billing/ports.js';
import type { Kinds } from '../core/records/kinds.js';
import { folded } from '../core/text-keys.js';
import { ageingRecords } from './ageing.js';
import { chargingRecords } from './charging.js';
import { customerOf } from './customer-row.js';
import { rowBy } from './customer-keys.js';
import { decoded } from './documents.js';
import { memoized } from './memoized.js';
import { ask, type Row, type Statement } from './statement.js';

type Bill = 'orders' | 'invoices' | 'payments' | 'payment-plans' | 'charges';

/** The same customer with its financials beside it. */
const accountBy = memoized((customer: Statement): Statement => ({
  name: `${customer.name} with financials`,
  build: (q, p, row) =>
    q
      .select('found.*', 'customer_balances.financials')
      .from((customer.build(q, p, row) as ReturnType<typeof q.select>).as('found'))
      .leftJoin('customer_balances', 'customer_balances.customer_id', 'found.id'),
}));

const billsOf = (table: string): Statement => ({
  name: `${table} of customer`,
  build: (q, p) => q(table).select('id', 'doc').where('customer_id', p('customer')).orderBy('id'),
});

const billCalled = (table: string): Statement => ({
  name: `${table} by reference`,
  build: (q, p) => q(table).select('id', 'doc').where('reference_key', p('reference')),
});

const ofCustomer = {
  orders: billsOf('orders'),
  invoices: billsOf('invoices'),
  payments: billsOf('payments'),
  'payment-plans': billsOf('payment_plans'),
  charges: billsOf('charges'),
};
const called = { orders: billCalled('orders'), invoices: billCalled('invoices'), payments: billCalled('payments') };

function* all<K extends Bill>(kind: K, customer: number): Work<readonly Kinds[K][]> {
  return (yield* ask(ofCustomer[kind], { customer })).map((row) => decoded<Kinds[K]>(row));
}

function* one<K extends keyof typeof called>(kind: K, reference: string): Work<Kinds[K] | undefined> {
  const [row] = yield* ask(called[kind], { reference: folded(reference) });
  return row && decoded<Kinds[K]>(row);
}

const transactions: Statement = {
  name: 'transactions of customer',
  build: (q, p) => {
    const of = (table: string) => q(table).select('customer_id').where('customer_id', p('customer'));
    return of('orders')
      .unionAll([of('invoices'), of('payments')])
      .limit(1);
  },
};

const balance: Statement = {
  name: 'balance of customer',
  build: (q, p) => q('customer_balances').select('financials', 'open_invoices').where('customer_id', p('customer')),
};

const putBalance: Statement = {
  name: 'balance put',
  build: (q, p) =>
    q('customer_balances')
      .insert({
        customer_id: p('customer'),
        financials: p('financials'),
        open_invoices: p('open'),
        due_from: p('due'),
      })
      .onConflict('customer_id')
      .merge(['financials', 'open_invoices', 'due_from']),
};

const dropBalance: Statement = {
  name: 'balance drop',
  build: (q, p) => q('customer_balances').where('customer_id', p('customer')).delete(),
};

/** Financials out of their column; who has neither invoices nor payments has none there. */
export const financialsIn = (text: Row[number] | undefined): Financials =>
  text === null || text === undefined ? noFinancials : (JSON.parse(text as string) as Financials);

function* setBalance(customer: number, next: Balance | undefined): Work<void> {
  if (!next) return void (yield* ask(dropBalance, { customer }));
  const financials = JSON.stringify(next.financials);
  yield* ask(putBalance, { customer, financials, open: JSON.stringify(next.open), due: next.open[0]?.dueDate });
}

/** What customers order, owe and pay, in the database. */
export const billingRecords: BillingRecords = {
  *account(key) {
    const row = yield* rowBy(key, accountBy);
    return row && { customer: customerOf(row), financials: financialsIn(row[3]) };
  },
  *hasTransactions(customer) {
    return (yield* ask(transactions, { customer })).length > 0;
  },
  ordersOf: (customer) => all('orders', customer),
  invoicesOf: (customer) => all('invoices', customer),
  paymentsOf: (customer) => all('payments', customer),
  plansOf: (customer) => all('payment-plans', customer),
  chargesOf: (customer) => all('charges', customer),
  orderCalled: (reference) => one('orders', reference),
  invoiceCalled: (reference) => one('invoices', reference),
  paymentCalled: (reference) => one('payments', reference),
  *balanceOf(customer) {
    const [row] = yield* ask(balance, { customer });
    return row && { financials: financialsIn(row[0]), open: JSON.parse(row[1] as string) as readonly OpenInvoice[] };
  },
  setBalance,
  ...ageingRecords,
  ...chargingRecords,
};
