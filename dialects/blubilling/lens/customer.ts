import type { Customer } from '../../../src/core/customers/model.js';
import { shownName } from '../../../src/core/customers/shown-name.js';
import { createLens, field, own, readOnly, type Form, type Lens, type Member } from '../../../src/dialect/lens.js';
import type { Zone } from '../../../src/wire/zone.js';
import type { BluBillingSettings } from '../settings.js';
import { dayOf } from '../wire/dates.js';
import { billingContact, salesContact } from './contact.js';
import { businessAccount, column, currency, needed, status, units, wholeNumber } from './forms.js';

/** What a shown name is made of. */
const names = [
  'name',
  ...['primary', 'billing'].flatMap((role) => [`contacts.${role}.first`, `contacts.${role}.last`]),
  'id',
];

/** The name, which is never blank: else the person's, else `#` and the id. Put last, since the person may change with it. */
const name: Member<Customer> = {
  ...field('name', 'name', needed),
  reads: names,
  last: true,
  get: (customer) => needed.show(shownName(customer)) || `#${customer.id}`,
};

/** Half of the payment terms that have a value and a unit; terms that another vendor calls by a code are none of these. */
const term = (name: string, path: string, form: Form): Member<Customer> => {
  const half = field<Customer>(name, path, form);
  return {
    ...half,
    writes: [path, 'terms.code'],
    put: (customer, canonical) => [...half.put(customer, canonical), ['terms.code', undefined]],
  };
};

/**
 * Customer as GET answers it, in the order of the document's payload; a dot stands for an element within an element. The
 * financials are not of the customer's making and stand beside it.
 */
export const customerLens = (settings: BluBillingSettings, zone: Zone): Lens<Customer> =>
  createLens<Customer>([
    readOnly('@id', ['id'], ({ id }) => String(id)),
    name,
    field('status', 'status', status),
    field('extCustomerRef', 'externalReference', column),
    own('crmCustomerId', 'blubilling', 'crmCustomerId', column),
    own('erpCustomerId', 'blubilling', 'erpCustomerId', column),
    own('locale', 'blubilling', 'locale', column),
    field('isBusinessAccount', 'type', businessAccount(settings.defaultBusinessAccount)),
    term('paymentTermsValue', 'terms.value', wholeNumber),
    term('paymentTermsUnits', 'terms.unit', units),
    field('currency.@id', 'currency', currency(settings.defaultCurrency)),
    readOnly('dateCreated', ['createdAt'], ({ createdAt }) => dayOf(createdAt, zone)),
    readOnly('lastUpdated', ['updatedAt', 'createdAt'], ({ createdAt, updatedAt }) =>
      dayOf(updatedAt ?? createdAt, zone),
    ),
    ...billingContact,
    ...salesContact,
  ]);
