import { answer } from '../../../src/dialect/binding.js';
import { ok } from './replies.js';

/** The customer of the samples, without what only one of them has. */
const customer = {
  UserID: 125,
  CustomerNumber: 'SK45792',
  Name: 'Jack Johnson',
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
  SourceTable: 'ClientTable',
  SourceID: 4758,
};

/** The data dictionary as the document prints it, word for word. */
const methods = [
  {
    HttpAction: 'Get',
    MethodName: 'GetCustomer',
    Description: 'Returns the record for a single Customer given the passed in ID value (see Path).',
    Path: '/Customer/GetCustomer/25032',
  },
  {
    HttpAction: 'Post',
    MethodName: 'GetCustomerBySourceID',
    Description:
      'Returns the record for a single Customer given the SourceID and SourceTable. Both are required fields.',
    Format: {
      SourceID: 2147,
      SourceTable: 'ClientTable',
    },
  },
  {
    HttpAction: 'Post',
    MethodName: 'GetCustomersByPhoneNumber',
    Description: 'Returns a list of Customers given the contact phone number.  The phone number is a required field.',
    Format: {
      PhoneNumber: '2344234439',
    },
  },
  {
    HttpAction: 'Post',
    MethodName: 'GetCustomerByServicePhoneNumber',
    Description:
      'Returns the record for a single Customer given the service phone number.  The phone number is a required field.',
    Format: {
      PhoneNumber: '2344234439',
    },
  },
  {
    HttpAction: 'Post',
    MethodName: 'GetCustomersByName',
    Description:
      "Returns a list of customers that match the given name.  At least one of the fields in the payload must be specified -- i.e. FirstName, LastName or both fields can be specified, but both fields cannot be null/empty.  The name specified will be treated as a wildcard search, so searching on the last name of 'Smith' will return entries with 'Smith', 'Smithville' and 'Smithe'.",
    Format: {
      Name: 'Washington & Co.',
      FirstName: 'John',
      LastName: 'Washington',
    },
  },
  {
    HttpAction: 'Get',
    MethodName: 'GetStructures',
    Description: 'Returns all associated structures for a single Customer given the passed in ID value (see Path).',
    Path: '/Customer/GetStructures/25032',
  },
  {
    HttpAction: 'Post',
    MethodName: 'AddCustomer',
    Description:
      'Adds a new Customer to the database using the specified format.  While the StructureIDList is optional, if it is included, that list of structures will be associated with the customer.',
    Format: {
      ...customer,
      StructureIDList: [25, 78, 132, 45],
    },
  },
  {
    HttpAction: 'Post',
    MethodName: 'UpdateCustomer',
    Description: 'Updates an existing customer in the database using the specified format.',
    Format: {
      ID: 45,
      ...customer,
    },
  },
  {
    HttpAction: 'Post',
    MethodName: 'RemoveCustomer',
    Description: 'Deletes an existing customer in the database.',
    Format: {
      ID: 45,
    },
  },
  {
    HttpAction: 'Post',
    MethodName: 'ReactivateCustomer',
    Description: 'Reactivates a customer that is flagged as deleted.',
    Format: {
      ID: 1,
    },
  },
  {
    HttpAction: 'Post',
    MethodName: 'LinkStructures',
    Description: 'Link Structures to Customer Service using customer Service ID.',
    Format: {
      ID: 45,
      StructureIDList: [25, 48, 73, 12],
    },
  },
  {
    HttpAction: 'Post',
    MethodName: 'UnlinkStructures',
    Description: 'Unlink Structures to Customer Service using customer Service ID.',
    Format: {
      ID: 45,
      StructureIDList: [25, 48, 73, 12],
    },
  },
];

/** GET Specification. */
export const specification = answer('specification', () => ok(methods));
