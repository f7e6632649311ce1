import type { Work } from '../core/change.js';
import type { Records } from '../core/records/ports.js';
import type { Kind, Kinds } from '../core/records/kinds.js';
import type { Code, MasterAccount } from '../core/reference/model.js';
import { folded, strippedPhone } from '../core/text-keys.js';
import { answeringId, insertWithId } from './insert.js';
import {
  ask,
  limitMarker,
  type Arguments,
  type Marker,
  type Row,
  type Statement,
  type TextTable,
  type Value,
} from './statement.js';

/** The kinds whose rows are an id, a document and a few columns taken from it. */
export type DocumentKind = Exclude<Kind, 'customers'>;

type Column<R> = (record: R) => Value | undefined;

interface Table<R> {
  readonly table: string;
  readonly columns: Readonly<Record<string, Column<R>>>;
  /** Where its rows' texts are indexed. */
  readonly texts?: TextTable;
}

/** What a record is found by by those who call it by its reference. */
const referenceKey = ({ reference }: { readonly reference?: string }): Value | undefined =>
  reference ? folded(reference) : undefined;

const codeTable = <R extends Code>(table: string, columns: Table<R>['columns'] = {}): Table<R> => ({
  table,
  columns: { code_key: ({ code }) => folded(code), ...columns },
});

const tables: { readonly [K in DocumentKind]: Table<Kinds[K]> } = {
  users: { table: 'users', columns: {} },
  structures: { table: 'structures', columns: { parent_id: (structure) => structure.parentId } },
  'line-cards': { table: 'line_cards', columns: {} },
  'service-numbers': {
    table: 'service_numbers',
    columns: {
      customer_id: (number) => number.customerId,
      number_key: (number) => strippedPhone(number.number),
      text_key: (number) => folded(number.number),
      disconnected_at: (number) => number.disconnectedAt,
    },
    texts: 'number_text',
  },
  services: {
    table: 'services',
    columns: {
      customer_id: (service) => service.customerId,
      line_card_id: (service) => service.lineCardId,
      phone_key: (service) => (service.phoneNumber ? strippedPhone(service.phoneNumber) : undefined),
      disconnected_at: (service) => service.disconnectedAt,
    },
  },
  features: {
    table: 'features',
    columns: { service_id: (feature) => feature.serviceId, disconnected_at: (feature) => feature.disconnectedAt },
  },
  transitions: {
    table: 'transitions',
    columns: { customer_id: (transition) => transition.customerId, at: (transition) => transition.at },
  },
  'customer-types': codeTable('customer_types'),
  salespeople: codeTable('salespeople'),
  'payment-terms': codeTable('payment_terms'),
  branches: codeTable('branches'),
  'customer-groups': codeTable('customer_groups'),
  'collection-statuses': codeTable('collection_statuses'),
  'customer-relations': codeTable('customer_relations'),
  'master-accounts': codeTable<MasterAccount>('master_accounts', { customer_id: ({ customerId }) => customerId }),
  bills: { table: 'bills', columns: { customer_id: (bill) => bill.customerId } },
  orders: {
    table: 'orders',
    columns: { customer_id: (order) => order.customerId, reference_key: referenceKey },
  },
  invoices: {
    table: 'invoices',
    columns: {
      customer_id: (invoice) => invoice.customerId,
      order_id: (invoice) => invoice.orderId,
      reference_key: referenceKey,
    },
  },
  payments: {
    table: 'payments',
    columns: {
      customer_id: (payment) => payment.customerId,
      invoice_id: (payment) => payment.invoiceId,
      reference_key: referenceKey,
    },
  },
  'payment-plans': {
    table: 'payment_plans',
    columns: {
      customer_id: (plan) => plan.customerId,
      enabled: (plan) => (plan.enabled ? 1 : 0),
      next_date: (plan) => plan.nextDate,
    },
  },
  charges: {
    table: 'charges',
    columns: {
      customer_id: (charge) => charge.customerId,
      plan_id: (charge) => charge.planId,
      invoice_id: (charge) => charge.invoiceId,
      payment_id: (charge) => charge.paymentId,
      charge_key: (charge) => charge.key,
      pending: (charge) => (charge.state === 'pending' ? 1 : 0),
    },
  },
};

interface Statements {
  readonly find: Statement;
  readonly list: Statement;
  readonly insert: Statement;
  readonly insertWithId: Statement;
  readonly save: Statement;
  readonly remove: Statement;
}

function statementsOf({ table, columns, texts }: Table<never>): Statements {
  const names = [...Object.keys(columns), 'doc'];
  const values = (p: (name: string) => Marker, all: readonly string[]) =>
    Object.fromEntries(all.map((name) => [name, p(name)]));
  const writing = (what: string, build: Statement['build']): Statement => ({
    name: `${table} ${what}`,
    build,
    answersId: true,
    ...(texts && { reindexes: texts }),
  });
  return {
    find: { name: `${table} find`, build: (q, p) => q(table).select('id', 'doc').where('id', p('id')) },
    list: {
      name: `${table} list`,
      build: (q, p) => q(table).select('id', 'doc').where('id', '>', p('after')).orderBy('id').limit(limitMarker),
    },
    insert: writing('insert', (q, p) => answeringId(q, q(table).insert(values(p, names)))),
    insertWithId: writing('insert with id', (q, p) => insertWithId(q, table, values(p, ['id', ...names]))),
    save: writing('save', (q, p) => answeringId(q, q(table).update(values(p, names)).where('id', p('id')))),
    remove: writing('remove', (q, p) => answeringId(q, q(table).where('id', p('id')).delete())),
  };
}

/** The table in which the records of a kind are kept. */
export const tableOf = (kind: DocumentKind): string => tables[kind].table;

const statements = Object.fromEntries(
  Object.entries(tables).map(([kind, table]) => [kind, statementsOf(table as Table<never>)]),
) as unknown as Readonly<Record<DocumentKind, Statements>>;

/** A record out of its row: id, document. */
export function decoded<R extends { readonly id: number }>(row: Row): R {
  return { id: row[0], ...(JSON.parse(row[1] as string) as object) } as unknown as R;
}

function encoded<K extends DocumentKind>(kind: K, record: Omit<Kinds[K], 'id'> & { readonly id?: number }): Arguments {
  const { id, ...doc } = record;
  const columns = Object.entries(tables[kind].columns as Record<string, Column<typeof record>>);
  return {
    ...(id === undefined ? {} : { id }),
    ...Object.fromEntries(columns.map(([name, column]) => [name, column(record)])),
    doc: JSON.stringify(doc),
  };
}

/** Writes a record that exists. */
export function* documentSave<K extends DocumentKind>(kind: K, record: Kinds[K]): Work<void> {
  yield* ask(statements[kind].save, encoded(kind, record));
}

/** The records of one kind. */
export function documentRecords<K extends DocumentKind>(kind: K): Records<Kinds[K]> {
  const of = statements[kind];
  return {
    *find(id) {
      const [row] = yield* ask(of.find, { id });
      return row && decoded<Kinds[K]>(row);
    },
    *list(after, limit) {
      return (yield* ask(of.list, { after, limit })).map((row) => decoded<Kinds[K]>(row));
    },
    *insert(record) {
      const [row] = yield* ask(record.id === undefined ? of.insert : of.insertWithId, encoded(kind, record));
      return { ...record, id: row?.[0] } as Kinds[K];
    },
    save: (record) => documentSave(kind, record),
    *remove(id) {
      yield* ask(of.remove, { id });
    },
  };
}
