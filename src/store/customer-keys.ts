import type { Knex } from 'knex';
import type { CustomerKey } from '../core/customers/ports.js';
import { folded, sortKey, strippedPhone } from '../core/text-keys.js';
import { customerColumns } from './customer-row.js';
import type { Arguments, Marker, Statement } from './statement.js';

type Argument = (name: string) => Marker;
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

const numbered = (query: Query, p: Argument): Query => query.whereNull('removed_at').where('account_key', p('number'));

const byAccountNumber: Statement = {
  name: 'customer by account number',
  build: (q, p) => numbered(select(q), p),
};

const shown = (q: Knex, p: Argument): Query =>
  q('customer_names')
    .select('id')
    .where('shown_key', p('shown'))
    .whereRaw('coalesce(whole_key, shown_key) = ?', [p('whole')]);

const byShownName: Statement = {
  name: 'customer by shown name',
  build: (q, p) => live(q).whereIn('id', shown(q, p)).orderBy('account_key').limit(1),
};

/** A number comes before a name. */
const byCall: Statement = {
  name: 'customer by account number or shown name',
  build: (q, p) =>
    live(q)
      .whereIn('id', numbered(q('customers').select('id'), p).unionAll(shown(q, p)))
      .orderByRaw('case when account_key = ? then 0 else 1 end', [p('number')])
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

/** How the customer with this key is asked for. */
export function byKey(key: CustomerKey): readonly [Statement, Arguments] {
  if ('id' in key) return [byId, key];
  if ('accountNumber' in key) return [byAccountNumber, { number: key.accountNumber }];
  if ('shownName' in key) return [byShownName, shownAs(key.shownName)];
  if ('called' in key) return [byCall, { number: key.called, ...shownAs(key.called) }];
  if ('reference' in key) return [byReference, { reference: folded(key.reference) }];
  if ('source' in key) return [bySource, { table: folded(key.source.table), id: key.source.id }];
  return [byServicePhone, { phone: strippedPhone(key.servicePhone) }];
}
