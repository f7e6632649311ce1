import type { Exercise, Request } from './exercise.js';

const post = (action: string, body: string): Request => ({
  method: 'POST',
  path: `/Billing/Customer/${action}`,
  headers: { 'Content-Type': 'application/json' },
  body,
});

const add = (body: object) => post('AddCustomer', JSON.stringify(body));

const whole = {
  UserID: 125,
  CustomerNumber: 'CONFORMANCE-1',
  Name: 'Grüße & "Söhne" <Ltd.>',
  FirstName: ' Ada ',
  LastName: "O'Neill",
  MiddleName: '😀',
  Phone: '(804) 123-45.67',
  Email: 'ada@sampledomain.com',
  MailingAddress: '1 Mill Street\r\n\tSample City',
  MailingCity: 'Sample City',
  MailingState: 'VA',
  MailingCountry: 'United States',
  MailingPostalCode: '23236',
  MailingStreet: '1 Mill Street',
  BillingAddress: 'x'.repeat(4000),
  BillingCity: 'Nürnberg',
  BillingCountry: 'DE',
  BillingPostalCode: '90402',
  BillingState: '',
  BillingStreet: 'Straße 5',
  Description: 'first\nsecond',
  CustomerType: 'R',
  SourceTable: ' Conformance ',
  SourceID: -7,
  StructureIDList: [26],
};

export const exercise: Exercise = {
  creations: [
    add({ CustomerType: 'B' }),
    add(whole),
    add({ CustomerType: 'B', Name: '', FirstName: null, Phone: '()', CustomerNumber: '' }),
  ],
  read: ({ id }) => ({ method: 'GET', path: `/Billing/Customer/GetCustomer/${id}` }),
  update: (_customer, answered) => post('UpdateCustomer', answered),
  succeeded: ({ status }) => status === 200,
  variants: [
    {
      name: 'every switch turned',
      settings: { mailingStreetEchoesState: true, defaultCustomerType: 'R', errorDetail: false },
      unseen: ['MailingStreet'],
    },
  ],
};
