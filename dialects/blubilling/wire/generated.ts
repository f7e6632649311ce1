/* Generated from the schemas by `npm run generate`; change those instead. */
/**
 * Body of the calls that create or change a customer or one of its contacts: one root element. Every value is text; what is not sent stays as it is.
 */
export interface BluCustomerBody {
  customer?: BluCustomer;
  billingContact?: BluContact;
  salesContact?: BluContact;
}
export interface BluCustomer {
  '@id'?: string;
  name?: string;
  status?: string;
  extCustomerRef?: string;
  crmCustomerId?: string;
  erpCustomerId?: string;
  locale?: string;
  isBusinessAccount?: string;
  paymentTermsValue?: string;
  paymentTermsUnits?: string;
  currency?: BluCurrency;
  dateCreated?: string;
  lastUpdated?: string;
  billingContact?: BluContact;
  salesContact?: BluContact;
}
export interface BluCurrency {
  '@id'?: string;
}
/**
 * passwd is taken and never answered.
 */
export interface BluContact {
  '@id'?: string;
  username?: string;
  passwd?: string;
  firstName?: string;
  lastName?: string;
  emailPrimary?: string;
  workPhone?: string;
  address?: BluAddress;
}
export interface BluAddress {
  '@id'?: string;
  street1?: string;
  street2?: string;
  city?: string;
  state?: string;
  zip?: string;
  country?: string;
  countryCode?: string;
}
