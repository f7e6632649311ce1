import type { Address, Contact, Customer } from '../customers/model.js';

/**
 * Whom and where invoices of a customer go to. A customer may have several and one of them is primary: the one named by
 * its `billId`. What that one says stands with the customer itself, at the same paths, where every dialect sees it; its
 * record then holds nothing but whose it is.
 */
export interface Bill {
  readonly id: number;
  readonly customerId: number;
  readonly type?: NonNullable<Customer['type']>;
  readonly contacts?: { readonly billing?: Contact };
  readonly addresses?: { readonly billing?: Address };
  readonly extras?: NonNullable<Customer['extras']>;
}

/** A bill with all it says, wherever that is kept. */
export interface Billed {
  /** Id 0 is a primary one that was never given a record. */
  readonly bill: Bill;
  readonly primary: boolean;
  readonly customer: Customer;
}

/** Whether anybody ever said whom or where this customer's invoices go to. */
export const isBilled = ({ billId, contacts, addresses }: Customer): boolean =>
  billId !== undefined || contacts?.billing !== undefined || addresses?.billing !== undefined;
