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
      `insert into customer_names (id, shown_key, whole_key, other_key) values (:id, :shown, :whole, :other)
       on conflict (id) do update
       set shown_key = excluded.shown_key, whole_key = excluded.whole_key, other_key = excluded.other_key
       where customer_names.shown_key is distinct from excluded.shown_key
         or customer_names.whole_key is distinct from excluded.whole_key
         or customer_names.other_key is distinct from excluded.other_key
       returning id`,
      { id: p('id'), shown: p('shown'), whole: p('whole'), other: p('other') },
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

const roles = ['primary', 'billing', 'sales'] as const;

/**
 * What a customer is found by besides its shown name, a line each: its reference, the names and e-mail addresses of its
 * contacts; null where the name says all of it.
 */
function otherKey({ externalReference = '', contacts = {} }: Customer, name: string): string | null {
  const texts = [externalReference];
  for (const role of roles) {
    const contact = contacts[role];
    if (!contact) continue;
    const { first = contacts.primary?.first ?? '', last = contacts.primary?.last ?? '', email = '' } = contact;
    texts.push(first === '' || last === '' ? first + last : `${first} ${last}`, email);
  }
  const keys = new Set(texts.map(folded).filter((text) => text !== '' && !name.includes(text)));
  return keys.size === 0 ? null : [...keys].join('\n');
}

/** Keeps what a customer is sorted and searched by as its shown name is; nothing of a removed one. */
export function* keepName(customer: Customer): Work<void> {
  if (customer.removedAt !== undefined) return yield* forgetName(customer.id);
  const whole = folded(shownName(customer));
  const shown = sortKey(whole);
  yield* tell(put, { id: customer.id, shown, whole: whole === shown ? null : whole, other: otherKey(customer, whole) });
}
