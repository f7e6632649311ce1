import type { Work } from '../../src/core/change.js';
import type { Transaction } from '../../src/core/ports.js';
import { createAccounts } from '../../src/store/accounts.js';
import { compile, type Question } from '../../src/store/statement.js';
import { transaction } from '../../src/store/store.js';
import { customer, openBench, type Bench } from './bench.js';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  await bench.store.change(function* (tx) {
    for (let i = 0; i < 2000; i++) {
      const contacts = { primary: { first: `f${i}`, last: `l${i}`, phone: `${i}` } };
      const source = { table: 'table', id: i };
      yield* tx.customers.insert(customer(`P-${i}`, { name: `n${i}`, contacts, source }));
    }
  });
  await bench.rows('analyze');
});

afterAll(() => bench.engine.close());

type Asking = (tx: Transaction) => Work<unknown>;

/** How the database will answer the first thing a work asks for. */
async function plan(asking: Asking): Promise<string> {
  const { statement, given } = asking(transaction).next().value as Question;
  const knex = bench.engine.knex();
  const { sql, values } = compile(knex, statement);
  const steps: unknown = await knex.raw(`explain query plan ${sql}`, values(given) as string[]);
  return (steps as readonly { readonly detail: string }[]).map(({ detail }) => detail).join('\n');
}

const named =
  (name: { readonly whole?: string; readonly first?: string; readonly last?: string }): Asking =>
  (tx) =>
    tx.customers.list({ name }, 10);

const searches: readonly (readonly [by: string, index: RegExp, asking: Asking])[] = [
  ['id', /customers USING INTEGER PRIMARY KEY/, (tx) => tx.customers.find({ id: 7 })],
  ['source', /customers_source/, (tx) => tx.customers.find({ source: { table: 'table', id: 7 } })],
  ['account number', /customers_account/, (tx) => tx.customers.find({ accountNumber: '0000000007' })],
  ['account number or shown name', /customers_account/, (tx) => tx.customers.find({ called: '0000000007' })],
  ['shown name', /customer_names_shown/, (tx) => tx.customers.find({ shownName: 'n7' })],
  ['service phone', /services_phone/, (tx) => tx.customers.find({ servicePhone: '7' })],
  ['phone', /customers_phone/, (tx) => tx.customers.list({ phone: '7' }, 10)],
  ['number', /customers_number\b[^]*customers_number_ever/, (tx) => tx.customers.list({ number: 'P-7' }, 10)],
  ['structure', /customer_structures_structure_id/, (tx) => tx.customers.list({ structureId: 7 }, 10)],
  ['name', /customers_name/, named({ whole: 'n7' })],
  ['first name', /customers_first/, named({ first: 'f7' })],
  ['last name', /customers_last/, named({ last: 'l7' })],
  ['first and last name', /customers_(first|last)/, named({ first: 'f7', last: 'l7' })],
  ['all parts of a name', /customers_(name|first|last)/, named({ whole: 'n7', first: 'f7', last: 'l7' })],
  ['place in the list', /customers USING INTEGER PRIMARY KEY/, (tx) => tx.records.customers.list(7, 10)],
];

test.each(searches)('customers are looked up by %s in an index', async (_by, index, asking) => {
  const steps = await plan(asking);
  expect(steps).toMatch(index);
  expect(steps).not.toMatch(/SCAN (customers|services|structures|customer_structures)\b/);
});

const delivery = { id: 7, lease: 1 };

const deliveries: readonly (readonly [what: string, index: RegExp, asking: Asking])[] = [
  ['which callbacks have something due', /deliveries_due/, (tx) => tx.deliveries.lanes()],
  ['what is due', /deliveries_due/, (tx) => tx.deliveries.claim(7, 1, 2, 8)],
  ['what follows for a customer', /deliveries_behind/, (tx) => tx.deliveries.advance(7, 7, 1)],
  ['what is settled', /INTEGER PRIMARY KEY/, (tx) => tx.deliveries.settle(delivery, { state: 'dead', attempts: 1 })],
  ['what is long finished', /deliveries_state_finished_at/, (tx) => tx.deliveries.sweep('delivered', 1)],
  ['the dead', /deliveries_state_id/, (tx) => tx.deliveries.list({ state: 'dead', after: 0, limit: 9 })],
  ['changes of status', /transitions_at_id/, (tx) => tx.transitions.within({ from: '2', until: '3', limit: 9 })],
];

test.each(deliveries)('%s is looked up in an index', async (_what, index, asking) => {
  const steps = await plan(asking);
  expect(steps).toMatch(index);
  expect(steps).not.toMatch(/SCAN (deliveries|transitions)\b/);
});

const lookups: readonly (readonly [what: string, asking: Asking])[] = [
  ["a customer's structures", (tx) => tx.network.structuresOf(7)],
  ['what a customer is linked to', (tx) => tx.network.linked(7)],
  ["a customer's services on line cards", (tx) => tx.network.onLineCard(7)],
  ['a customer with its financials', (tx) => tx.billing.account({ id: 7 })],
  ["a customer's transactions", (tx) => tx.billing.hasTransactions(7)],
  ["a customer's invoices", (tx) => tx.billing.invoicesOf(7)],
  ['who has an invoice due', (tx) => tx.billing.dueInvoices('2026-01-01', undefined, 10)],
  ['who has an installment due', (tx) => tx.billing.dueInstallments('2026-01-01', undefined, 10)],
  ['who has something due', (tx) => tx.billing.due('2026-01-01', undefined, 10)],
  ['who has a charge pending', (tx) => tx.billing.pendingCharges(0, 10)],
  ['an invoice by its reference', (tx) => tx.billing.invoiceCalled('7')],
  ["a customer's features", (tx) => tx.network.disconnect(7, '')],
];

test.each(lookups)('%s are looked up in an index', async (_what, asking) => {
  expect(await plan(asking)).not.toMatch(/\bSCAN\b/);
});

test('a login is looked up in an index', async () => {
  const asked: string[] = [];
  const spying = { ...bench.engine, read: (work: () => Work<unknown>) => void asked.push(nextSql(work())) };
  await createAccounts(spying as unknown as Bench['engine']).find('m4', 'jo');
  const steps: unknown = await bench.engine.knex().raw(`explain query plan ${asked[0]}`, ['m4', 'jo']);
  expect(JSON.stringify(steps)).toMatch(/SEARCH accounts USING INDEX accounts_name/);
});

const nextSql = (work: Work<unknown>): string =>
  compile(bench.engine.knex(), (work.next().value as Question).statement).sql;
