import type { Outbox } from '../core/notify/ports.js';
import { ask, type Statement } from './statement.js';

/** One for everybody who is registered for the event; due at once unless the same customer has something waiting there. */
const add: Statement = {
  name: 'delivery add',
  build: (q, p) =>
    q.raw(
      `insert into deliveries (callback_id, customer_id, event, at, state, attempts, due_at, notice)
       select callback_id, cast(:customer as integer), event, cast(:at as text), 'waiting', 0,
         case when exists (
           select 1 from deliveries waiting
           where waiting.callback_id = callback_events.callback_id
             and waiting.customer_id = cast(:customer as integer) and waiting.state = 'waiting'
         ) then null else cast(:due as bigint) end,
         cast(:notice as text)
       from callback_events where event = :event order by callback_id`,
      Object.fromEntries(['customer', 'at', 'due', 'notice', 'event'].map((name) => [name, p(name)])),
    ),
};

/** What is to be delivered, in the database. */
export const outbox: Outbox = {
  *add(notice) {
    const { event, at, customer } = notice;
    const due = Date.parse(at);
    yield* ask(add, { customer: customer.id, event, at, due, notice: JSON.stringify(notice) });
  },
};
