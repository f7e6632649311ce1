import type { Work } from '../core/change.js';
import type { Customer } from '../core/customers/model.js';
import { shownName } from '../core/customers/shown-name.js';
import { folded, sortKey } from '../core/text-keys.js';
import { answeringId } from './insert.js';
import { tell, type Statement } from './statement.js';

const keys = ['shown_key', 'whole_key', 'other_key'] as const;

/** Answers the id only when there was something to write, so that a change of anything else touches no index of names. */
const put: Statement = {
  name: 'customer name put',
  build: (q, _p, row) => {
    const put = q('customer_names')
      .insert(row('customer_names', ['id', ...keys]))
      .onConflict('id')
      .merge(keys)
      .whereRaw(keys.map((key) => `customer_names.${key} is distinct from excluded.${key}`).join(' or '));
    return answeringId(q, put);
  },
  several: true,
  answersId: true,
  reindexes: 'customer_text',
};

const drop: Statement = {
  name: 'customer name drop',
  build: (q, p) => answeringId(q, q('customer_names').where('id', p('id')).delete()),
  answersId: true,
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
  const other = otherKey(customer, whole);
  yield* tell(put, { id: customer.id, shown_key: shown, whole_key: whole === shown ? null : whole, other_key: other });
}
