import type { Contact, Customer } from '../../../src/core/customers/model.js';
import { text } from '../../../src/dialect/forms.js';
import type { Member } from '../../../src/dialect/lens.js';
import { isMissing } from '../../../src/wire/aspnet/annotations.js';
import { required } from './forms.js';

/** What names are made of; a bill has no more than that in common with a customer. */
type Named = Pick<Customer, 'id' | 'name' | 'contacts'>;

const nameLength = 60;
const name = text({ cut: nameLength });

/** A name as it is shown: its beginning, undefined where nothing but blanks is left of it. */
function usable(whole: string | undefined): string | undefined {
  const shown = name.show(whole) as string;
  return isMissing(shown) ? undefined : shown;
}

/** "If a person, CustomerName should be passed in as Last, First." */
function personName({ first, last }: Contact = {}): string | undefined {
  if (first && last) return usable(`${last}, ${first}`);
  return usable(last || first);
}

/** Last and first name out of such a text; one without a comma is a last name, or a company's. */
function parted(whole: string): { readonly last: string; readonly first?: string } {
  const [, last, first] = /^([^]+?), ([^]+)$/.exec(whole) ?? [];
  return last !== undefined && first !== undefined ? { last, first } : { last: whole };
}

/** The customer's name, else that of its primary contact, else its id: never empty. */
export const customerName = ({ id, name: own, contacts }: Named): string =>
  usable(own) ?? personName(contacts?.primary) ?? `#${id}`;

const customerNamePaths = ['id', 'name', 'contacts.primary.first', 'contacts.primary.last'];

const form = required(nameLength, '');

/** CustomerName. */
export const customerNameMember: Member<Named> = {
  name: 'CustomerName',
  reads: customerNamePaths,
  writes: ['name'],
  get: customerName,
  canonical: (sent) => form.canonical(sent),
  problem: (canonical) => form.problem?.(canonical),
  put: (_current, canonical) => [['name', canonical]],
};

const billing = ['contacts.billing.first', 'contacts.billing.last'];

/** BillName: the billing contact, else the customer. Its first and last name are written; a middle name goes with them. */
export const billNameMember: Member<Named> = {
  name: 'BillName',
  reads: [...billing, ...customerNamePaths],
  writes: [...billing, 'contacts.billing.middle'],
  last: true,
  get: (current) => personName(current.contacts?.billing) ?? customerName(current),
  canonical: (sent) => form.canonical(sent),
  problem: (canonical) => form.problem?.(canonical),
  put: (_current, canonical) => {
    const { first, last } = parted(canonical as string);
    return [
      ['contacts.billing.first', first],
      ['contacts.billing.last', last],
      ['contacts.billing.middle', undefined],
    ];
  },
};
