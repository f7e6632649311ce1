import type { Account } from '../../../src/core/billing/ports.js';
import type { Customer } from '../../../src/core/customers/model.js';
import type { Lens } from '../../../src/dialect/lens.js';
import type { XmlMembers } from '../../../src/wire/xml/writer.js';
import { isMade, type Role } from './contact.js';
import { financialsView } from './financials.js';
import { nested } from './nested.js';

/** What answers show, as elements. */
export interface Graph {
  /** "This object graph: Customer, billingContact, salesContact, CustomerFinancials." */
  customer(account: Account): XmlMembers;
  contact(customer: Customer, role: Role): XmlMembers;
}

/** A customer has two contacts, one of each role, and each has one address: so their ids follow from the customer's. */
const idOf = ({ id }: Customer, role: Role): number => 2 * id - (role === 'billingContact' ? 1 : 0);

function contactOf(customer: Customer, role: Role, whole: XmlMembers): XmlMembers {
  const contact = whole[role] as XmlMembers;
  const id = idOf(customer, role);
  return { '@id': id, ...contact, address: { '@id': id, ...(contact['address'] as XmlMembers) } };
}

/** The graphs of customers as a lens shows them. */
export const createGraph = (lens: Lens<Customer>): Graph => ({
  customer: ({ customer, financials }) => {
    const whole = nested(lens.get(customer));
    whole['billingContact'] = contactOf(customer, 'billingContact', whole);
    whole['salesContact'] = isMade(customer, 'salesContact') ? contactOf(customer, 'salesContact', whole) : '';
    whole['customerFinancials'] = financialsView(customer.id, financials);
    return whole;
  },
  contact: (customer, role) => contactOf(customer, role, nested(lens.get(customer))),
});
