import fc, { type Arbitrary } from 'fast-check';
import { customerStatuses, type Customer } from '../../src/core/customers/model.js';
import { instants, integers, texts } from './texts.js';

const contact = fc.record(
  { first: texts, middle: texts, last: texts, phone: texts, fax: texts, email: texts, login: texts },
  { requiredKeys: [] },
);

const address = fc.record(
  { street: texts, city: texts, state: texts, postalCode: texts, country: texts },
  { requiredKeys: [] },
);

const id = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 2_000_000_000 }));

const units = fc.constantFrom('days', 'weeks', 'months', 'quarters', 'years');

/** Words for terms that are no number of days. */
const codes = fc.constantFrom('', 'COD', 'NET 30/2% 10');

/** Any customer the core can hold, whoever wrote it, but what is one dialect's own. Members are left out, never undefined. */
export const bareCustomers = fc.record(
  {
    id,
    version: id,
    number: texts,
    accountNumber: fc.stringMatching(/^\d{10}$/),
    externalReference: texts,
    name: texts,
    type: fc.constantFrom('business', 'residential'),
    status: fc.constantFrom(...customerStatuses),
    description: texts,
    userId: id,
    source: fc.record({ table: texts, id: integers }),
    contacts: fc.record({ primary: contact, billing: contact, sales: contact }, { requiredKeys: [] }),
    addresses: fc.record({ mailing: address, billing: address, sales: address }, { requiredKeys: [] }),
    billId: id,
    terms: fc.record(
      {
        code: fc.oneof(texts, codes),
        value: fc.oneof(integers, fc.constantFrom(0.5, 2.25)),
        unit: fc.oneof(texts, units),
      },
      { requiredKeys: [] },
    ),
    currency: fc.constantFrom('USD', 'EUR'),
    createdAt: instants,
    updatedAt: instants,
    removedAt: instants,
  },
  { requiredKeys: ['id', 'version', 'status', 'createdAt'] },
) as Arbitrary<Customer>;
