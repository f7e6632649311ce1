import { accountNumberOf } from '../../../src/core/customers/account-number.js';
import type { Customer } from '../../../src/core/customers/model.js';
import { createLens, own, readOnly, type Lens, type Member } from '../../../src/dialect/lens.js';
import type { Zone } from '../../../src/wire/zone.js';
import type { SedonaSettings } from '../settings.js';
import { billMembers } from './bill.js';
import { nullDate, shortDate } from './date.js';
import { flag, optional, required } from './forms.js';
import { customerName, customerNameMember } from './names.js';
import { statusMember } from './status.js';

/** The vendor's own word for "none" in tables of codes. */
export const none = 'N/A';

const numberLength = 15;

/** The customer's number where it has no more than 15 characters, else its account number. */
const customerNumber = (customer: Customer): string =>
  customer.number && customer.number.length <= numberLength ? customer.number : accountNumberOf(customer);

const numberMember: Member<Customer> = {
  name: 'CustomerNumber',
  reads: ['id', 'number', 'accountNumber'],
  writes: ['number'],
  get: customerNumber,
  canonical: (sent) => sent,
  problem: (canonical) => (canonical ? undefined : { rule: 'required' }),
  put: (_current, canonical) => [['number', canonical]],
};

/** TermCode: the code of the stored terms. Setting it takes away what other vendors said of value and unit. */
function termMember({ termCode }: SedonaSettings): Member<Customer> {
  const form = required(25, termCode);
  return {
    name: 'TermCode',
    reads: ['terms.code'],
    writes: ['terms.code', 'terms.value', 'terms.unit'],
    get: ({ terms }) => form.show(terms?.code),
    canonical: (sent) => form.canonical(sent),
    problem: (canonical) => form.problem?.(canonical),
    put: (_current, canonical) => [
      ['terms.code', form.store(canonical)],
      ['terms.value', undefined],
      ['terms.unit', undefined],
    ],
  };
}

/** CustomerSince: what was set, else the day the customer was made. */
function sinceMember(zone: Zone): Member<Customer> {
  const member = own<Customer>('CustomerSince', 'sedona', 'customerSince', required(25, ''));
  return {
    ...member,
    reads: [...member.reads, 'createdAt'],
    get: (current) => member.get(current) || shortDate(Date.parse(current.createdAt), zone),
  };
}

/** Customer without its bill, in the order of its sample. */
export function customerMembers(settings: SedonaSettings, zone: Zone): readonly Member<Customer>[] {
  const extra = (name: string, key: string, form = optional(25)) => own<Customer>(name, 'sedona', key, form);
  const code = (name: string, key: string, otherwise: string) => extra(name, key, required(25, otherwise));
  return [
    readOnly('CustomerId', ['id'], ({ id }) => id),
    numberMember,
    { ...customerNameMember, last: true },
    statusMember(settings),
    code('TypeCode', 'typeCode', settings.customerTypeCode),
    code('CollectionStatusCode', 'collectionStatusCode', settings.customerCollectionStatusCode),
    code('SalespersonCode', 'salespersonCode', none),
    termMember(settings),
    extra('TaxExemptNum', 'taxExemptNum', optional(20)),
    extra('BlanketPO', 'blanketPO', optional(20)),
    code('BlanketPOExpire', 'blanketPOExpire', nullDate),
    extra('OldCustomerNumber', 'oldCustomerNumber', optional(numberLength)),
    readOnly('LastStatementDate', [], () => nullDate),
    extra('NoLateFees', 'noLateFees', flag),
    extra('NoStatements', 'noStatements', flag),
    extra('NoCollections', 'noCollections', flag),
    code('OkToIncreaseDate', 'okToIncreaseDate', nullDate),
    readOnly('StatementBalance', [], () => 0),
    extra('PrintSiteOnInvoices', 'printSiteOnInvoices', flag),
    extra('PrintStatements', 'printStatements', flag),
    extra('PrintCycleInvoices', 'printCycleInvoices', flag),
    extra('RollUpRecurring', 'rollUpRecurring', flag),
    sinceMember(zone),
    code('BranchCode', 'branchCode', settings.branchCode),
    readOnly('CustomerGroupID', ['extras.sedona.customerGroupId'], groupId),
    extra('GroupCode', 'groupCode'),
    extra('Group2Code', 'group2Code'),
    extra('CustomerName2', 'customerName2', optional(60)),
    code('MasterAccountCode', 'masterAccountCode', none),
    code('CustomerRelationCode', 'customerRelationCode', none),
    extra('IsMaster', 'isMaster', flag),
    extra('MasterAccountBilling', 'masterAccountBilling', flag),
    readOnly('BalanceDue', [], () => null),
    readOnly('TotalActiveRMR', [], () => null),
    readOnly('TotalActiveRAR', [], () => null),
    readOnly('FullNameAndNumber', [...customerNameMember.reads, ...numberMember.reads], fullName),
  ];
}

const groupId = ({ extras }: Customer): number | null => (extras?.['sedona']?.['customerGroupId'] as number) ?? null;

/** "Customer Name - Customer Number". */
const fullName = (customer: Customer): string => `${customerName(customer)} - ${customerNumber(customer)}`;

/** Stands before the names of the bill's members. */
export const billPrefix = 'CustomerBillPrimary.';

/** Customer with its primary bill, the bill's members under names with a prefix. */
export const customerLens = (settings: SedonaSettings, zone: Zone): Lens<Customer> =>
  createLens<Customer>([
    ...customerMembers(settings, zone),
    ...billMembers(settings).map((member) => ({ ...member, name: billPrefix + member.name })),
  ]);
