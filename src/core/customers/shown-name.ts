import { folded, sortKey } from '../text-keys.js';
import type { Contact, Customer } from './model.js';

type Named = Pick<Customer, 'id' | 'name' | 'contacts'>;

/** The primary contact's own member, else the billing contact's. */
const person = ({ contacts }: Named, member: keyof Contact): string =>
  contacts?.primary?.[member] ?? contacts?.billing?.[member] ?? '';

/** What a customer is called where a name must stand: its name, else first and last name, else `#` and its id. Never empty. */
export function shownName(customer: Named): string {
  if (customer.name) return customer.name;
  const names = [person(customer, 'first'), person(customer, 'last')].filter((name) => name !== '');
  return names.join(' ') || `#${customer.id}`;
}

/** What customers are sorted by, before their ids: the folded beginning of the shown name, by code points. */
export const shownKey = (customer: Named): string => sortKey(folded(shownName(customer)));
