import type { Work } from '../core/change.js';
import { eventNames, type Callback } from '../core/notify/model.js';
import type { CallbackRecords } from '../core/notify/ports.js';
import { ask, limitMarker, type Row, type Statement } from './statement.js';

const columns = ['id', 'dialect', 'url', 'secret', 'created_at'] as const;

const find: Statement = {
  name: 'callback find',
  build: (q, p) =>
    q('callbacks')
      .select(...columns)
      .where('id', p('id')),
};

const list: Statement = {
  name: 'callback list',
  build: (q, p) =>
    q('callbacks')
      .select(...columns)
      .where('id', '>', p('after'))
      .orderBy('id')
      .limit(limitMarker),
};

const eventsOf: Statement = {
  name: 'callback events',
  build: (q, p) => q('callback_events').select('event').where('callback_id', p('id')),
};

const insert: Statement = {
  name: 'callback insert',
  build: (q, p) =>
    q('callbacks')
      .insert(Object.fromEntries(columns.slice(1).map((name) => [name, p(name)])))
      .returning('id'),
};

const insertEvent: Statement = {
  name: 'callback event insert',
  build: (q, p) => q('callback_events').insert({ callback_id: p('id'), event: p('event') }),
};

const remove: Statement = { name: 'callback delete', build: (q, p) => q('callbacks').where('id', p('id')).delete() };

function* callbackOf([id, dialect, url, secret, createdAt]: Row): Work<Callback> {
  const wanted = new Set((yield* ask(eventsOf, { id })).map(([event]) => event));
  return {
    id: id as number,
    dialect: dialect as string,
    url: url as string,
    events: eventNames.filter((event) => wanted.has(event)),
    ...(secret !== null && { secret: secret as string }),
    createdAt: createdAt as string,
  };
}

/** Callbacks in the database. */
export const callbackRecords: CallbackRecords = {
  *find(id) {
    const [row] = yield* ask(find, { id });
    return row && (yield* callbackOf(row));
  },
  *list(after, limit) {
    const found: Callback[] = [];
    for (const row of yield* ask(list, { after, limit })) found.push(yield* callbackOf(row));
    return found;
  },
  *insert(callback) {
    const { dialect, url, secret, createdAt: created_at } = callback;
    const [row] = yield* ask(insert, { dialect, url, secret, created_at });
    const id = row?.[0] as number;
    for (const event of callback.events) yield* ask(insertEvent, { id, event });
    return { ...callback, events: eventNames.filter((event) => callback.events.includes(event)), id };
  },
  *remove(id) {
    yield* ask(remove, { id });
  },
};
