import type { Knex } from 'knex';
import type { Work } from '../core/change.js';
import { isAccountNumber } from '../core/customers/account-number.js';
import type { CustomerKey } from '../core/customers/ports.js';
import { folded, sortKey, strippedPhone } from '../core/text-keys.js';
import { customerColumns } from './customer-row.js';
import { ask, type Arguments, type Row, type Statement } from './statement.js';

type Query = Knex.QueryBuilder;

/** Customers as they are read. */
export const select = (q: Knex): Query => q('customers').select(...customerColumns);

/** Those who are not removed. */
export const live = (q: Knex): Query => select(q).whereNull('customers.removed_at');

const byId: Statement = { name: 'customer by id', build: (q, p) => select(q).where('id', p('id')) };

const byReference: Statement = {
  name: 'customer by reference',
  build: (q, p) => live(q).where('reference_key', p('reference')),
};

const bySource: Statement = {
  name: 'customer by source',
  build: (q, p) => live(q).where('source_table_key', p('table')).where('source_id', p('id')),
};

const byAccountNumber: Statement = {
  name: 'customer by account number',
  build: (q, p) => live(q).where('account_key', p('number')),
};

const byShownName: Statement = {
  name: 'customer by shown name',
  build: (q, p) =>
    live(q)
      .join('customer_names', 'customer_names.id', 'customers.id')
      .where('shown_key', p('shown'))
      .whereRaw('coalesce(whole_key, shown_key) = ?', [p('whole')])
      .orderBy('account_key')
      .limit(1),
};

/** Nobody has another's number; of two who came to one all the same, the older is found. */
const byServicePhone: Statement = {
  name: 'customer by service phone',
  build: (q, p) => {
    const called = (table: string, key: string) =>
      q(table).select('customer_id').where(key, p('phone')).whereNull('disconnected_at');
    return live(q)
      .whereIn('customers.id', called('services', 'phone_key').unionAll(called('service_numbers', 'number_key')))
      .orderBy('customers.id')
      .limit(1);
  },
};

function shownAs(name: string): Arguments {
  const whole = folded(name);
  return { shown: sortKey(whole), whole };
}

/** A key that one statement finds. */
type PlainKey = Exclude<CustomerKey, { readonly called: string }>;

function byKey(key: PlainKey): readonly [Statement, Arguments] {
  if ('id' in key) return [byId, key];
  if ('accountNumber' in key) return [byAccountNumber, { number: key.accountNumber }];
  if ('shownName' in key) return [byShownName, shownAs(key.shownName)];
  if ('reference' in key) return [byReference, { reference: folded(key.reference) }];
  if ('source' in key) return [bySource, { table: folded(key.source.table), id: key.source.id }];
  return [byServicePhone, { phone: strippedPhone(key.servicePhone) }];
}

/** The row of the customer with this key, by its statement or by what is made of it. A number comes before a name. */
export function* rowBy(key: CustomerKey, as = (statement: Statement) => statement): Work<Row | undefined> {
  if ('called' in key) {
    const numbered = isAccountNumber(key.called) ? yield* rowBy({ accountNumber: key.called }, as) : undefined;
    return numbered ?? (yield* rowBy({ shownName: key.called }, as));
  }
  const [statement, given] = byKey(key);
  const [row] = yield* ask(as(statement), given);
  return row;
}
