import { accountNumberOf, isAccountNumber } from '../../../src/core/customers/account-number.js';
import type { Customer, CustomerStatus } from '../../../src/core/customers/model.js';
import { shownName } from '../../../src/core/customers/shown-name.js';
import type { Form, Lens, Member } from '../../../src/dialect/lens.js';
import { createLens, fallback, field, own, readOnly } from '../../../src/dialect/lens.js';
import type { Zone } from '../../../src/wire/zone.js';
import { amount, char, choice, flag, listed, trimmed, unlisted, written } from './columns.js';
import { accountDate, modifiedDate, nullableDate, smallDate } from './dates.js';
import { lists } from './lists.js';
import { terms } from './terms.js';

/** "Must be unique and ten digits." */
const number: Member<Customer> = {
  name: 'CUSTNO',
  reads: ['accountNumber', 'id'],
  writes: ['accountNumber'],
  get: accountNumberOf,
  canonical: (sent) => trimmed(written(sent)),
  problem: (canonical) =>
    isAccountNumber(canonical as string) ? undefined : { rule: 'format', limit: 'ten digits', value: canonical },
  put: (_customer, canonical) => [['accountNumber', canonical]],
};

/** What a shown name is made of. */
const names = [
  'name',
  ...['primary', 'billing'].flatMap((role) => [`contacts.${role}.first`, `contacts.${role}.last`]),
  'id',
];

/** Never empty; of blanks alone it would read as empty. */
const name: Member<Customer> = {
  name: 'CUSTNAME',
  reads: names,
  writes: ['name'],
  get: (customer) => trimmed(shownName(customer)) || `#${customer.id}`,
  canonical: (sent) => char.canonical(sent),
  problem: (canonical) => (canonical === '' ? { rule: 'needed' } : char.problem?.(canonical)),
  put: (_customer, canonical) => [['name', canonical]],
};

type Word = (typeof lists.STATUS)[number];

/** The words for the states of the core, most of which have none of their own here. */
const shownAs: Readonly<Record<CustomerStatus, Word>> = {
  ...{ quote: 'Quote', draft: 'Quote', provisioning: 'Active', active: 'Active' },
  ...{ overdue1: 'Active', overdue2: 'Active', overdue3: 'Active' },
  ...{ suspended1: 'Active', suspended2: 'Active', suspended3: 'Active' },
  ...{ inactive1: 'Inactive', inactive2: 'Inactive', inactive3: 'Inactive' },
} as const;

const keptAs: Readonly<Record<string, CustomerStatus>> = { Active: 'active', Inactive: 'inactive1', Quote: 'quote' };

const status: Form = {
  show: (stored) => shownAs[stored as CustomerStatus],
  canonical: (sent) => listed(lists.STATUS, sent),
  store: (canonical) => keptAs[canonical as string],
  problem: (canonical) => (canonical === '' ? { rule: 'needed' } : unlisted(lists.STATUS, canonical)),
};

const kept = (name: string, key: string, form: Form): Member<Customer> => own(name, 'customerMain', key, form);

/** What clients read and write of a customer, by the names of its fields. */
export const customerLens = (zone: Zone): Lens<Customer> =>
  createLens<Customer>([
    number,
    name,
    fallback('PHONE', ['contacts.primary.phone', 'contacts.billing.phone'], char),
    fallback('FAX', ['contacts.primary.fax', 'contacts.billing.fax'], char),
    kept('TERRITORY', 'territory', choice(lists.TERRITORY)),
    terms,
    kept('CREDLIMIT', 'creditLimit', amount),
    readOnly('CUSTNOTE', ['description'], ({ description }) => description ?? ''),
    kept('CREDITOK', 'creditStatus', choice(lists.CREDITOK)),
    kept('RESL_NO', 'resellerNumber', char),
    kept('AR_HIGHBAL', 'highBalance', amount),
    accountDate(zone),
    field('STATUS', 'status', status),
    kept('SALEDSCTID', 'salesDiscountId', char),
    kept('ACTTAXABLE', 'taxable', flag),
    kept('INACTDT', 'inactiveDate', nullableDate(smallDate, zone)),
    kept('INACTINIT', 'inactiveInitials', char),
    modifiedDate(zone),
  ]);
