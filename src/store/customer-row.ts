import type { Customer } from '../core/customers/model.js';
import { folded, phoneKey, searchKey } from '../core/text-keys.js';
import type { Arguments, Row } from './statement.js';

/** The columns a customer is read from, in this order. */
export const customerColumns = ['customers.id', 'customers.version', 'customers.doc'] as const;

/** A customer out of its row. */
export function customerOf(row: Row): Customer {
  const customer = JSON.parse(row[2] as string) as { -readonly [M in keyof Customer]: Customer[M] };
  customer.id = row[0] as number;
  customer.version = row[1] as number;
  return customer;
}

const key = (text: string | undefined, make: (text: string) => string): string | undefined =>
  text === undefined || text === '' ? undefined : make(text);

/** Primary contact's own text, else billing's: what a reader of the primary contact is shown. */
const shown = (customer: Customer, member: 'first' | 'last' | 'phone'): string | undefined =>
  customer.contacts?.primary?.[member] ?? customer.contacts?.billing?.[member];

/** Everything a customer's row holds besides its id. */
export function customerArguments(customer: Omit<Customer, 'id'> & { readonly id?: number }): Arguments {
  const { id, version, ...doc } = customer;
  const whole = customer as Customer;
  return {
    id,
    version,
    created_at: customer.createdAt,
    updated_at: customer.updatedAt,
    removed_at: customer.removedAt,
    status: customer.status,
    number_key: key(customer.number, folded),
    account_number: customer.accountNumber,
    reference_key: key(customer.externalReference, folded),
    source_table_key: key(customer.source?.table, folded),
    source_id: customer.source?.id,
    phone_key: key(shown(whole, 'phone'), phoneKey),
    name_key: key(customer.name, searchKey),
    first_key: key(shown(whole, 'first'), searchKey),
    last_key: key(shown(whole, 'last'), searchKey),
    user_id: customer.userId,
    doc: JSON.stringify(doc),
  };
}
