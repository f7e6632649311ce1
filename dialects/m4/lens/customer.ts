import type { Customer } from '../../../src/core/customers/model.js';
import { strippedPhone } from '../../../src/core/text-keys.js';
import { normalised, nullableNumber, text, words } from '../../../src/dialect/forms.js';
import { createLens, fallback, field, own, readOnly, type Lens, type Member } from '../../../src/dialect/lens.js';
import type { Zone } from '../../../src/wire/zone.js';
import type { M4Settings } from '../settings.js';
import { m4Date } from './date.js';

/** The document gives no lengths. These are SQL Server's: what an index key and an nvarchar(n) column can hold. */
const key = text({ max: 255 });
const long = text({ max: 4000 });

/** "Before saving, the following characters are stripped: spaces, dashes, periods, open/close parenthesis." */
const phone = normalised(long, strippedPhone);

/** "Leading/trailing spaces are ignored in the SourceTable parameter." */
const trimmed = normalised(key, (value) => value.trim());

/** The live product answers MailingState in MailingStreet. */
const echoing = (street: Member<Customer>, state: Member<Customer>): Member<Customer> => ({
  ...street,
  reads: state.reads,
  get: (customer) => state.get(customer),
});

/**
 * MailingState and MailingStreet. A street that is shown as the state is compared with it before the state changes: else
 * a client that changes the state would overwrite a street it never saw.
 */
function mailingParts(echo: boolean): readonly [state: Member<Customer>, street: Member<Customer>] {
  const state = field<Customer>('MailingState', 'addresses.mailing.state', long);
  const street = field<Customer>('MailingStreet', 'addresses.mailing.street', long);
  return echo ? [{ ...state, last: true }, echoing(street, state)] : [state, street];
}

/** Customer as every method answers it, in the order of GetCustomer's sample. */
export function customerLens(settings: M4Settings, zone: Zone): Lens<Customer> {
  const type = words({ B: 'business', R: 'residential' }, settings.defaultCustomerType);
  const [mailingState, mailingStreet] = mailingParts(settings.mailingStreetEchoesState);
  return createLens<Customer>([
    readOnly('ID', ['id'], ({ id }) => id),
    field('UserID', 'userId', nullableNumber({ minimum: 1 })),
    field('CustomerNumber', 'number', key),
    field('Name', 'name', long),
    fallback('FirstName', ['contacts.primary.first', 'contacts.billing.first'], long),
    fallback('LastName', ['contacts.primary.last', 'contacts.billing.last'], long),
    fallback('MiddleName', ['contacts.primary.middle', 'contacts.billing.middle'], long),
    fallback('Phone', ['contacts.primary.phone', 'contacts.billing.phone'], phone),
    fallback('Email', ['contacts.primary.email', 'contacts.billing.email'], long),
    own('MailingAddress', 'm4', 'mailingAddress', long),
    field('MailingCity', 'addresses.mailing.city', long),
    mailingState,
    field('MailingCountry', 'addresses.mailing.country', long),
    field('MailingPostalCode', 'addresses.mailing.postalCode', long),
    mailingStreet,
    own('BillingAddress', 'm4', 'billingAddress', long),
    field('BillingCity', 'addresses.billing.city', long),
    field('BillingCountry', 'addresses.billing.country', long),
    field('BillingPostalCode', 'addresses.billing.postalCode', long),
    field('BillingState', 'addresses.billing.state', long),
    field('BillingStreet', 'addresses.billing.street', long),
    field('Description', 'description', long),
    field('CustomerType', 'type', type),
    field('SourceTable', 'source.table', trimmed),
    field('SourceID', 'source.id', nullableNumber()),
    readOnly('IsDeleted', ['removedAt'], ({ removedAt }) => removedAt !== undefined),
    readOnly('CreateDate', ['createdAt'], ({ createdAt }) => m4Date(createdAt, zone)),
    readOnly('LastUpdatedDate', ['updatedAt'], ({ updatedAt }) => m4Date(updatedAt, zone)),
  ]);
}
