import { billPrefix } from '../../../dialects/sedona/lens/customer.js';
import { flattened } from '../../../dialects/sedona/lens/views.js';
import type { View } from '../../../src/dialect/lens.js';
import type { Exercise, Request } from './exercise.js';

const json = { 'Content-Type': 'application/json' };

const post = (body: object): Request => ({
  method: 'POST',
  path: '/api/customer',
  headers: json,
  body: JSON.stringify(body),
});

const least = { TypeCode: 'COM', TermCode: 'NET30' };

const bill = {
  CustomerId: 0,
  IsCommercial: false,
  BillName: "O'Neill, Ada",
  Address1: 'Straße 5',
  City: 'Nürnberg',
  State: ' ',
  Zip: '90402',
  BranchCode: 'MAIN',
  EmailInvoices: true,
};

/** A customer that holds its bill, out of flat names. */
function nested(view: View): object {
  const entries = Object.entries(view);
  const bill = entries.filter(([name]) => name.startsWith(billPrefix));
  const own = Object.fromEntries(entries.filter(([name]) => !name.startsWith(billPrefix)));
  if (bill.length === 0) return own;
  return {
    ...own,
    CustomerBillPrimary: Object.fromEntries(bill.map(([name, value]) => [name.slice(billPrefix.length), value])),
  };
}

export const exercise: Exercise = {
  creations: [
    post({ ...least, CustomerName: 'Conformance Ltd.' }),
    post({
      ...least,
      CustomerName: 'Grüße & "Söhne" <Ltd.>',
      CustomerNumber: 'CONFORMANCE-3',
      StatusCode: 'CANC',
      GroupCode: 'GOV',
      IsMaster: true,
      NoLateFees: false,
      CustomerBillPrimary: { ...bill, State: 'BY', Phone1: '(804) 123-45.67', Address2: '😀', CountryAbbrev: 'DEU' },
    }),
    post({ ...least, CustomerName: ' Doe, Jane ', CustomerSince: 'long ago', TermCode: 'cod' }),
  ],
  read: ({ id }) => ({ method: 'GET', path: `/api/customer/${id}` }),
  update: ({ id }, answered) => ({ method: 'PUT', path: `/api/customer/${id}`, headers: json, body: answered }),
  succeeded: ({ status }) => status >= 200 && status < 300,
  variants: [
    {
      name: 'every switch turned',
      settings: {
        customerStatusCode: 'ANR',
        customerCollectionStatusCode: 'GOOD',
        branchCode: 'WEST',
        customerTypeCode: 'RES',
        termCode: 'COD',
        missingText: 'unknown',
        errorDetail: false,
      },
    },
  ],
  body: {
    of: nested,
    view: (body) => flattened(body as View),
    required: Object.keys(bill).map((name) => `CustomerBillPrimary.${name}`),
    root: 'Customer',
  },
};
