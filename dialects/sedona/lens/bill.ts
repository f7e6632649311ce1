import type { Bill } from '../../../src/core/bills/model.js';
import type { Customer } from '../../../src/core/customers/model.js';
import { createLens, fallback, field, own, readOnly, type Lens, type Member } from '../../../src/dialect/lens.js';
import type { SedonaSettings } from '../settings.js';
import { certainFlag, commercial, flag, optional, required } from './forms.js';
import { billNameMember } from './names.js';

/** A customer, whose primary bill stands with it, or the record of another bill. */
export type BillSide = Pick<Customer, 'id' | 'name' | 'type' | 'contacts' | 'addresses' | 'extras' | 'billId'> | Bill;

/** The public model gives City, State, Zip, County and CountryAbbrev no length; they are free text here. */
const free = 4000;

/** CustomerBill in the order of its sample. What only bills of other customers know differently is in `shownBill`. */
export function billMembers({ branchCode, missingText }: SedonaSettings): readonly Member<Customer>[] {
  const address = (name: string, part: string, form = required(free, missingText)) =>
    fallback<Customer>(name, [`addresses.billing.${part}`, `addresses.mailing.${part}`], form);
  const contact = (name: string, part: string, length: number) =>
    fallback<Customer>(name, [`contacts.billing.${part}`, `contacts.primary.${part}`], optional(length));
  const extra = (name: string, key: string, form = optional(60)) => own<Customer>(name, 'sedona', key, form);
  return [
    readOnly('CustomerBillId', ['billId'], ({ billId }) => billId ?? 0),
    readOnly('CustomerId', ['id'], ({ id }) => id),
    field('IsCommercial', 'type', commercial),
    billNameMember,
    address('Address1', 'street', required(60, missingText)),
    extra('Address2', 'billAddress2'),
    extra('Address3', 'billAddress3'),
    address('City', 'city'),
    address('State', 'state'),
    address('Zip', 'postalCode'),
    extra('County', 'billCounty', optional(free)),
    extra('ZipExt', 'billZipExt', optional(10)),
    address('CountryAbbrev', 'country', required(free, 'USA')),
    contact('Phone1', 'phone', 25),
    extra('Phone2', 'billPhone2', optional(25)),
    contact('Fax', 'fax', 25),
    contact('Email', 'email', 50),
    readOnly('IsPrimary', [], () => true),
    extra('Inactive', 'billInactive', flag),
    extra('BranchCode', 'billBranchCode', required(25, branchCode)),
    extra('EmailInvoices', 'billEmailInvoices', certainFlag),
    extra('BusinessName2', 'billBusinessName2'),
  ];
}

/** The bill of either side. A bill that is not primary has of a customer what these members read, and nothing else. */
export const billLens = (settings: SedonaSettings): Lens<BillSide> => createLens(billMembers(settings));
