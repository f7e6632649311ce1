import type { Work } from '../core/change.js';
import type { Customer } from '../core/customers/model.js';
import { shownName } from '../core/customers/shown-name.js';
import { folded, sortKey } from '../core/text-keys.js';
import { deletion } from './delete.js';
import { tell, type Statement } from './statement.js';

/** Answers the id only when there was something to write, so that a change of anything else touches no index of names. */
const put: Statement = {
  name: 'customer name put',
  build: (q, p) =>
    q.raw(
      `insert into customer_names (id, shown_key, whole_key) values (:id, :shown, :whole)
       on conflict (id) do update set shown_key = excluded.shown_key, whole_key = excluded.whole_key
       where customer_names.shown_key is distinct from excluded.shown_key
         or customer_names.whole_key is distinct from excluded.whole_key
       returning id`,
      { id: p('id'), shown: p('shown'), whole: p('whole') },
    ),
  reindexes: 'customer_text',
};

const drop: Statement = {
  name: 'customer name drop',
  build: (q, p) => deletion(q, 'customer_names', 'id', p('id')),
  reindexes: 'customer_text',
};

/** Takes a customer out of what is searched. */
export function* forgetName(id: number): Work<void> {
  yield* tell(drop, { id });
}

/** Keeps what a customer is sorted and searched by as its shown name is; nothing of a removed one. */
export function* keepName(customer: Customer): Work<void> {
  if (customer.removedAt !== undefined) return yield* forgetName(customer.id);
  const whole = folded(shownName(customer));
  const shown = sortKey(whole);
  yield* tell(put, { id: customer.id, shown, whole: whole === shown ? null : whole });
}
