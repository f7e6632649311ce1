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
  succeeded: ({ status, text }) => status === 200 && text.includes('"Code":200'),
};
