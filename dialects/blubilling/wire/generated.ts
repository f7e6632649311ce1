/* Generated from the schemas by `npm run generate`; change those instead. */
/**
 * Body of the call that creates a customer with its first orders.
 */
export interface BluAddCustomerAndOrderBody {
  addCustomerAndOrder?: BluAddCustomerAndOrder;
}
export interface BluAddCustomerAndOrder {
  customer?: BluCustomer;
  subscriptionOrders?: BluSubscriptionOrders;
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
export interface BluSubscriptionOrders {
  subscriptionOrder?: BluSubscriptionOrder[];
}
export interface BluSubscriptionOrder {
  plan?: BluPlan;
  quantity?: string;
  startDate?: string;
}
export interface BluPlan {
  '@id'?: string;
}

/**
 * Body of the call that adds or replaces an autopay method: one paymentMethodDTO with one payment method of its type. Every value is text.
 */
export interface BluAutopayBody {
  autopay?: BluAutopay;
}
export interface BluAutopay {
  paymentMethodDTO?: BluPaymentMethodDTO[];
}
/**
 * type is CreditCard, ACH, Token, Check or Cash.
 */
export interface BluPaymentMethodDTO {
  '@type'?: string;
  creditCardPaymentMethod?: BluCreditCard;
  achPaymentMethod?: BluAch;
  tokenPaymentMethod?: BluToken;
  checkPaymentMethod?: BluCheck;
  cashPaymentMethod?: BluCash;
}
/**
 * expiry is YYYY-MM-DD; cvv is used once and never kept.
 */
export interface BluCreditCard {
  autopayPreference?: string;
  cardNumber?: string;
  expiry?: string;
  cardType?: string;
  cardholderName?: string;
  cvv?: string;
  billingAddress?: BluBillingAddress;
}
export interface BluBillingAddress {
  street1?: string;
  street2?: string;
  city?: string;
  state?: string;
  zip?: string;
  country?: string;
}
export interface BluAch {
  autopayPreference?: string;
  bankName?: string;
  routingNumber?: string;
  accountNumber?: string;
  accountType?: string;
  accountHolderName?: string;
}
export interface BluToken {
  autopayPreference?: string;
  token?: string;
}
export interface BluCheck {
  autopayPreference?: string;
}
export interface BluCash {
  autopayPreference?: string;
}

/**
 * Body of the calls that create or change a customer or one of its contacts: one root element. Every value is text; what is not sent stays as it is.
 */
export interface BluCustomerBody {
  customer?: BluCustomer;
  billingContact?: BluContact;
  salesContact?: BluContact;
}

/**
 * Body of the calls that create or change a payment plan. Every value is text; what is not sent stays as it is.
 */
export interface BluPaymentPlanBody {
  paymentPlan?: BluPaymentPlan;
}
export interface BluPaymentPlan {
  '@id'?: string;
  chargeOnlyIfBalanceOwed?: string;
  chargeAmount?: string;
  startDate?: string;
  nextPaymentDate?: string;
  totalNumberOfInstallments?: string;
  remainingInstallments?: string;
  frequencyValue?: string;
  frequencyUnits?: string;
  isEnabled?: string;
}

/**
 * Body of the call that has a customer told of an object by mail. Every value is text; an empty one counts as not sent.
 */
export interface BluSendEmailBody {
  sendEmail?: BluSendEmail;
}
export interface BluSendEmail {
  eventType?: string;
  objectId?: string;
  objectRef?: string;
  customerId?: string;
  customerRef?: string;
}
