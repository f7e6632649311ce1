import { type BenchAddress, customer, type Dataset, prefix, sharedNames } from '../dataset.js';
import { createNumber, randomly, type Request } from './request.js';

const base = '/Billing/Customer';

/** Reads any customer by id. */
export function getCustomer(count: number, data: Dataset): Request {
  return { method: 'GET', path: `${base}/GetCustomer/${randomly(count, data.customers) + 1}` };
}

/** Looks for the customers whose last name begins with one of the shared names. */
export function getCustomersByName(count: number, data: Dataset): Request {
  return post('GetCustomersByName', { LastName: prefix(randomly(count, sharedNames(data))) });
}

/** Creates the vendor's sample customer under a number that was never used. */
export function addCustomer(count: number, data: Dataset): Request {
  return post('AddCustomer', { ...sample, CustomerNumber: createNumber(count, data) });
}

/** Sends any customer back as it was loaded, with only its description changed. */
export function updateCustomer(count: number, data: Dataset): Request {
  const { id, number, name, type, contacts, addresses } = customer(randomly(count, data.customers) + 1, data);
  return post('UpdateCustomer', {
    ID: id,
    UserID: null,
    CustomerNumber: number,
    Name: name,
    FirstName: contacts.primary.first,
    LastName: contacts.primary.last,
    MiddleName: '',
    Phone: contacts.primary.phone,
    Email: contacts.primary.email,
    ...addressMembers('Mailing', addresses.mailing),
    ...addressMembers('Billing', addresses.billing),
    Description: `Changed by request ${count} of run ${data.mark}`,
    CustomerType: type === 'business' ? 'B' : 'R',
    SourceTable: '',
    SourceID: null,
  });
}

function addressMembers(
  use: 'Mailing' | 'Billing',
  { street, city, state, postalCode, country }: BenchAddress,
): object {
  return {
    [`${use}Address`]: '',
    [`${use}City`]: city,
    [`${use}State`]: state,
    [`${use}Country`]: country,
    [`${use}PostalCode`]: postalCode,
    [`${use}Street`]: street,
  };
}

function post(method: string, body: object): Request {
  return { method: 'POST', path: `${base}/${method}`, body: JSON.stringify(body) };
}

const sample = {
  UserID: null,
  CustomerNumber: '',
  Name: 'Johnson Co.',
  FirstName: 'Jack',
  LastName: 'Johnson',
  MiddleName: 'Griffin',
  Phone: '804-123-4567',
  Email: 'jack.johnson@sampledomain.com',
  MailingAddress: '1234 Palm Tree Drive, Sample City, VA 23236',
  MailingCity: 'Sample City',
  MailingState: 'VA',
  MailingCountry: 'United States',
  MailingPostalCode: '23236',
  MailingStreet: '1234 Palm Tree Drive',
  BillingAddress: '1234 Palm Tree Drive, Sample City, VA 23236',
  BillingCity: 'Sample City',
  BillingCountry: 'United States',
  BillingPostalCode: '23236',
  BillingState: 'VA',
  BillingStreet: '1234 Palm Tree Drive',
  Description: 'Sample comments or description',
  CustomerType: 'B',
};
