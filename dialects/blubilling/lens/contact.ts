import type { Customer } from '../../../src/core/customers/model.js';
import { fallback, field, own, type Member } from '../../../src/dialect/lens.js';
import { column, lasting, login } from './forms.js';

/** The two contacts of a customer; both are a CustomerContact. */
export type Role = 'billingContact' | 'salesContact';

/** Whom invoices go to. What nobody said of this contact is the primary one's, and the mailing address. */
export const billingContact: readonly Member<Customer>[] = [
  field('billingContact.username', 'contacts.billing.login', login),
  fallback('billingContact.firstName', ['contacts.billing.first', 'contacts.primary.first'], column),
  fallback('billingContact.lastName', ['contacts.billing.last', 'contacts.primary.last'], column),
  fallback('billingContact.emailPrimary', ['contacts.billing.email', 'contacts.primary.email'], column),
  fallback('billingContact.workPhone', ['contacts.billing.phone', 'contacts.primary.phone'], column),
  fallback('billingContact.address.street1', ['addresses.billing.street', 'addresses.mailing.street'], column),
  own('billingContact.address.street2', 'blubilling', 'billingStreet2', column),
  fallback('billingContact.address.city', ['addresses.billing.city', 'addresses.mailing.city'], column),
  fallback('billingContact.address.state', ['addresses.billing.state', 'addresses.mailing.state'], column),
  fallback('billingContact.address.zip', ['addresses.billing.postalCode', 'addresses.mailing.postalCode'], column),
  fallback('billingContact.address.country', ['addresses.billing.country', 'addresses.mailing.country'], column),
  own('billingContact.address.countryCode', 'blubilling', 'billingCountryCode', column),
];

const part = lasting(column);

/** Whom goods go to. */
export const salesContact: readonly Member<Customer>[] = [
  field('salesContact.username', 'contacts.sales.login', lasting(login)),
  field('salesContact.firstName', 'contacts.sales.first', part),
  field('salesContact.lastName', 'contacts.sales.last', part),
  field('salesContact.emailPrimary', 'contacts.sales.email', part),
  field('salesContact.workPhone', 'contacts.sales.phone', part),
  field('salesContact.address.street1', 'addresses.sales.street', part),
  own('salesContact.address.street2', 'blubilling', 'salesStreet2', part),
  field('salesContact.address.city', 'addresses.sales.city', part),
  field('salesContact.address.state', 'addresses.sales.state', part),
  field('salesContact.address.zip', 'addresses.sales.postalCode', part),
  field('salesContact.address.country', 'addresses.sales.country', part),
  own('salesContact.address.countryCode', 'blubilling', 'salesCountryCode', part),
];

/** Whether a contact was ever made. Every customer has a billing contact: creation requires one. */
export function isMade({ contacts, addresses, extras }: Customer, role: Role): boolean {
  if (role === 'billingContact' || contacts?.sales !== undefined || addresses?.sales !== undefined) return true;
  const own = extras?.['blubilling'];
  return own?.['salesStreet2'] !== undefined || own?.['salesCountryCode'] !== undefined;
}
