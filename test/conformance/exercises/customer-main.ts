import { accountNumberOf } from '../../../src/core/customers/account-number.js';
import type { Exercise, Kept, Request } from './exercise.js';

const path = (action: string): string => `/api/customer/${action}/123456789`;

const json = { 'Content-Type': 'application/json' };

const post = (action: string, body: object): Request => ({
  method: 'POST',
  path: path(action),
  headers: json,
  body: JSON.stringify(body),
});

const numberOf = ({ id, accountNumber }: Kept): string =>
  accountNumberOf({ id, ...(typeof accountNumber === 'string' && { accountNumber }) });

const whole = {
  Custno: '9999999999',
  Custname: ' Grüße & "Söhne" <Ltd.> ',
  Status: 'Quote',
  Phone: '(804) 123-45.67',
  Fax: '😀',
  Territory: 'NEW ENGLAND',
  Terms: 'NET 30/2% 10',
  Credlimit: 10000.5,
  Creditok: 'HOLD',
  Ar_highBal: '0.00001',
  Acct_date: '02/29/2016',
  Saledsctid: "O'Neill",
  Acctaxable: true,
};

/** The entity of an answer: what a client that edits a customer has at hand. */
const entity = (answered: string): object =>
  (JSON.parse(answered) as { readonly ResponseObject: object }).ResponseObject;

export const exercise: Exercise = {
  creations: [
    post('Add', { Custname: 'Customer', Status: 'Active' }),
    post('Add', whole),
    { method: 'GET', path: `${path('Add')}?Custname=${'x'.repeat(300)}&Status=Inactive&Terms=NET%2010` },
  ],
  read: (customer) => ({ method: 'GET', path: `${path('Get')}?CustNumOrName=${numberOf(customer)}` }),
  update: (_customer, answered) => post('Edit', entity(answered)),
  examples: {
    TERRITORY: ['NEW ENGLAND', 'new england', 'UNITED KINGDOM '],
    TERMS: ['NET 10', 'NET 30', 'NET 30/2% 10', 'cod', 'NONE', ' '],
    CREDITOK: ['OK', 'Hold', 'REJECT'],
    STATUS: ['ACTIVE', 'inactive', 'Quote '],
    CREDLIMIT: [0.1, '9999999999.99999', '-0', '007.50'],
    ACCT_DATE: ['11/19/2014', '2014-11-1913:27:49.25', '2014-11-19T18:27:49Z', '1900-01-01'],
    INACTDT: ['6/6/2079 11:59 PM', '2000-02-29'],
    modifiedDate: ['2014-11-19T13:27:49.25', '12/31/9999'],
    ACTTAXABLE: ['TRUE', '0', true],
  },
  succeeded: ({ status, text }) => status === 200 && text.includes('"Code":200'),
};
