import type { Knex } from 'knex';
import type { Work } from '../core/change.js';
import type { BillingRecords, DuePlace } from '../core/billing/ports.js';
import { ask, limitMarker, type Marker, type Row, type Statement } from './statement.js';

type ChargingRecords = Pick<BillingRecords, 'dueInvoices' | 'dueInstallments' | 'pendingCharges'>;

/** Those customers of a table who have a method that can be charged. */
const payable = (q: Knex, table: string) =>
  q('payment_methods')
    .select('id')
    .whereRaw('payment_methods.customer_id = ??.customer_id', [table])
    .whereNotNull('sealed');

/** The customers of a table by a day, up to one and from a place on. */
function from(q: Knex, table: string, column: string, p: (name: string) => Marker): Knex.QueryBuilder {
  return q(table)
    .select(column, 'customer_id')
    .where(column, '<=', p('until'))
    .whereRaw('(??, customer_id) > (?, ?)', [column, p('day'), p('customer')])
    .whereExists(payable(q, table))
    .orderBy([column, 'customer_id'])
    .limit(limitMarker);
}

const dueInvoices: Statement = {
  name: 'invoices due',
  build: (q, p) =>
    from(q, 'customer_balances', 'due_from', p).whereNotExists(
      q('payment_plans')
        .select('id')
        .whereRaw('payment_plans.customer_id = customer_balances.customer_id')
        .where('enabled', 1),
    ),
};

const dueInstallments: Statement = {
  name: 'installments due',
  build: (q, p) => from(q, 'payment_plans', 'next_date', p).where('enabled', 1),
};

const pendingCharges: Statement = {
  name: 'charges pending',
  build: (q, p) =>
    q('charges')
      .select('customer_id')
      .where('pending', 1)
      .where('customer_id', '>', p('after'))
      .orderBy('customer_id')
      .limit(limitMarker),
};

const placeOf = ([day, customerId]: Row): DuePlace => ({ day: day as string, customerId: customerId as number });

const beginning: DuePlace = { day: '', customerId: 0 };

function* listed(
  statement: Statement,
  until: string,
  { day, customerId }: DuePlace = beginning,
  limit: number,
): Work<readonly DuePlace[]> {
  return (yield* ask(statement, { until, day, customer: customerId, limit })).map(placeOf);
}

/** Who is to be charged, in the database. */
export const chargingRecords: ChargingRecords = {
  dueInvoices: (until, after, limit) => listed(dueInvoices, until, after, limit),
  dueInstallments: (until, after, limit) => listed(dueInstallments, until, after, limit),
  *pendingCharges(after, limit) {
    return (yield* ask(pendingCharges, { after, limit })).map(([id]) => id as number);
  },
};
