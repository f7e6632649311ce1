import type { Knex } from 'knex';
import type { Delivery, DeliveryState, EventName, Notice } from '../core/notify/model.js';
import type { Claim, DeliveryCriteria, DeliveryRecords, Lane } from '../core/notify/ports.js';
import { isPostgres } from './insert.js';
import { memoized } from './memoized.js';
import { ask, limitMarker, type Arguments, type Row, type Statement, type Value } from './statement.js';

const columns = [
  ...['deliveries.id', 'callback_id', 'dialect', 'customer_id', 'event', 'at', 'state'],
  ...['attempts', 'due_at', 'error', 'finished_at'],
] as const;

const shown = (q: Knex): Knex.QueryBuilder =>
  q('deliveries')
    .join('callbacks', 'callbacks.id', 'deliveries.callback_id')
    .select(...columns);

const waiting = (q: Knex): Knex.QueryBuilder => q('deliveries').where('deliveries.state', 'waiting');

const find: Statement = {
  name: 'delivery find',
  build: (q, p) => shown(q).where('deliveries.id', p('id')),
};

const listBy = memoized((given: string): Statement => ({
  name: `deliveries by ${given}`,
  build: (q, p) => {
    const query = shown(q).where('deliveries.id', '>', p('after')).orderBy('deliveries.id').limit(limitMarker);
    for (const column of given.split(' ')) if (column !== 'id') void query.where(column, p(column));
    return query;
  },
}));

const lanes: Statement = {
  name: 'delivery lanes',
  build: (q) => {
    const first = waiting(q).whereNotNull('due_at').whereRaw('callback_id = callbacks.id').min('due_at');
    return q('callbacks').select('id', 'dialect', 'url', 'secret', first.as('due')).orderBy('id');
  },
};

/** The time from when on it is due becomes the end of the lease, so that it is due again where its holder has died. */
const claim: Statement = {
  name: 'delivery claim',
  build: (q, p) => {
    const due = waiting(q)
      .select('id')
      .where('callback_id', p('callback'))
      .where('due_at', '<=', p('now'))
      .orderBy(['due_at', 'id'])
      .limit(limitMarker);
    return q('deliveries')
      .withMaterialized('due', isPostgres(q) ? due.forUpdate().skipLocked() : due)
      .whereIn('id', q.select('id').from('due'))
      .update({ due_at: p('lease') })
      .returning(['id', 'callback_id', 'customer_id', 'attempts', 'due_at', 'notice']);
  },
};

const settle: Statement = {
  name: 'delivery settle',
  build: (q, p) =>
    waiting(q)
      .where('id', p('id'))
      .where('due_at', p('lease'))
      .update({
        ...{ state: p('state'), attempts: p('attempts'), due_at: p('due') },
        ...{ error: p('error'), finished_at: p('finished') },
      })
      .returning('id'),
};

const restart: Statement = {
  name: 'delivery restart',
  build: (q, p) =>
    q('deliveries')
      .where('id', p('id'))
      .update({ state: 'waiting', attempts: 0, due_at: p('due'), finished_at: null }),
};

const advance: Statement = {
  name: 'delivery advance',
  build: (q, p) => {
    const ofCustomer = () => waiting(q).where('callback_id', p('callback')).where('customer_id', p('customer'));
    return q('deliveries')
      .whereIn('id', ofCustomer().select('id').orderBy('id').limit(1))
      .whereNotExists(ofCustomer().select('id').whereNotNull('due_at'))
      .update({ due_at: p('due') });
  },
};

const counts: Statement = {
  name: 'delivery counts',
  build: (q) => q('deliveries').whereNot('state', 'delivered').select('state').count('* as many').groupBy('state'),
};

const oldest: Statement = {
  name: 'delivery oldest',
  build: (q) => waiting(q).select('at').orderBy('id').limit(1),
};

const sweep: Statement = {
  name: 'delivery sweep',
  build: (q, p) => q('deliveries').where('state', p('state')).where('finished_at', '<', p('before')).delete(),
};

/** PostgreSQL gives whole numbers of 64 bits as texts. */
const instant = (value: Value | undefined): string => new Date(Number(value)).toISOString();

const progressOf = ([state, attempts, due, error, finished]: Row) => ({
  state: state as DeliveryState,
  attempts: attempts as number,
  ...(due !== null && { dueAt: instant(due) }),
  ...(error !== null && { error: error as string }),
  ...(finished !== null && { finishedAt: instant(finished) }),
});

const deliveryOf = ([id, callback, dialect, customerId, event, at, ...rest]: Row): Delivery => ({
  id: id as number,
  callbackId: callback as number,
  dialect: dialect as string,
  customerId: customerId as number,
  event: event as EventName,
  at: at as string,
  ...progressOf(rest),
});

const claimOf = ([id, callbackId, customerId, attempts, lease, notice]: Row): Claim => ({
  id: id as number,
  callbackId: callbackId as number,
  customerId: customerId as number,
  attempts: attempts as number,
  lease: Number(lease),
  notice: JSON.parse(notice as string) as Notice,
});

const laneOf = ([id, dialect, url, secret, due]: Row): Lane => ({
  callback: {
    id: id as number,
    dialect: dialect as string,
    url: url as string,
    ...(secret !== null && { secret: secret as string }),
  },
  due: Number(due),
});

function criteriaOf({ state, callbackId, after, limit }: DeliveryCriteria): readonly [Statement, Arguments] {
  const given = Object.entries({ state, callback_id: callbackId }).filter(([, value]) => value !== undefined);
  const names = given.map(([name]) => name).join(' ');
  return [listBy(names === '' ? 'id' : names), { ...Object.fromEntries(given), after, limit }];
}

/** Deliveries in the database. */
export const deliveryRecords: DeliveryRecords = {
  *find(id) {
    const [row] = yield* ask(find, { id });
    return row && deliveryOf(row);
  },
  *list(criteria) {
    return (yield* ask(...criteriaOf(criteria))).map(deliveryOf);
  },
  *lanes() {
    return (yield* ask(lanes)).filter((row) => row.at(-1) !== null).map(laneOf);
  },
  *claim(callback, now, lease, limit) {
    return (yield* ask(claim, { callback, now, lease, limit })).map(claimOf).sort((a, b) => a.id - b.id);
  },
  *settle({ id, lease }, { state, attempts, due, error, finishedAt: finished }) {
    return (yield* ask(settle, { id, lease, state, attempts, due, error, finished })).length > 0;
  },
  *restart(id, due) {
    yield* ask(restart, { id, due });
  },
  *advance(callback, customer, due) {
    yield* ask(advance, { callback, customer, due });
  },
  *backlog() {
    const many = new Map((yield* ask(counts)).map(([state, count]) => [state, Number(count)]));
    const [first] = yield* ask(oldest);
    return {
      waiting: many.get('waiting') ?? 0,
      dead: many.get('dead') ?? 0,
      ...(first && { since: first[0] as string }),
    };
  },
  *sweep(state, before) {
    yield* ask(sweep, { state, before });
  },
};
