import type { Knex } from 'knex';
import type { Transition } from '../core/transitions/model.js';
import type { TransitionRecords } from '../core/transitions/ports.js';
import { financialsIn } from './billing.js';
import { customerColumns, customerOf } from './customer-row.js';
import { decoded } from './documents.js';
import { ask, limitMarker, type Marker, type Row, type Statement } from './statement.js';
import { textSearch } from './text-search.js';

const select = (q: Knex, p: (name: string) => Marker): Knex.QueryBuilder =>
  q('transitions')
    .join('customers', 'customers.id', 'transitions.customer_id')
    .leftJoin('customer_balances', 'customer_balances.customer_id', 'customers.id')
    .select('transitions.id', 'transitions.doc', ...customerColumns, 'customer_balances.financials')
    .whereNull('customers.removed_at')
    .where('transitions.at', '<', p('until'))
    .whereRaw('(transitions.at, transitions.id) > (?, ?)', [p('at'), p('id')])
    .orderBy(['transitions.at', 'transitions.id'])
    .limit(limitMarker);

const everybody: Statement = { name: 'transitions within', build: select };

const among: Statement = {
  name: 'transitions within among',
  build: (q, p) =>
    select(q, p).whereRaw(`transitions.customer_id in (${textSearch(q).listed.replace(':ids', '?')})`, [p('ids')]),
};

/** Transitions in the database. */
export const transitionRecords: TransitionRecords = {
  *within({ from, until, after, limit, among: reach }) {
    const window = { until, at: after?.at ?? from, id: after?.id ?? 0, limit };
    const rows = yield* reach ? ask(among, { ...window, ids: JSON.stringify([...reach]) }) : ask(everybody, window);
    return rows.map((row: Row) => ({
      transition: decoded<Transition>(row),
      customer: customerOf(row.slice(2)),
      financials: financialsIn(row[5]),
    }));
  },
};
