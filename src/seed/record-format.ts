import { applied } from '../core/patch.js';
import type { NewRecord } from '../core/records/inputs.js';
import { kinds, type Kind } from '../core/records/kinds.js';
import { loadSchema, type Schema } from '../wire/schema.js';
import { refuseUntransportable } from '../wire/text.js';

const schemaOf = (kind: Kind): Schema<NewRecord> => loadSchema(`records/${kind}.json`);

const schemas: { readonly [K in Kind]: Schema<NewRecord> } = {
  users: schemaOf('users'),
  structures: schemaOf('structures'),
  'line-cards': schemaOf('line-cards'),
  customers: schemaOf('customers'),
  'service-numbers': schemaOf('service-numbers'),
  services: schemaOf('services'),
  features: schemaOf('features'),
  transitions: schemaOf('transitions'),
  'customer-types': schemaOf('customer-types'),
  salespeople: schemaOf('salespeople'),
  'payment-terms': schemaOf('payment-terms'),
  branches: schemaOf('branches'),
  'customer-groups': schemaOf('customer-groups'),
  'collection-statuses': schemaOf('collection-statuses'),
  'customer-relations': schemaOf('customer-relations'),
  'master-accounts': schemaOf('master-accounts'),
  bills: schemaOf('bills'),
  orders: schemaOf('orders'),
  invoices: schemaOf('invoices'),
  payments: schemaOf('payments'),
  'payment-plans': schemaOf('payment-plans'),
  charges: schemaOf('charges'),
};

/** Whether a text names a kind of record. */
export const isKind = (text: unknown): text is Kind => kinds.includes(text as Kind);

/** A decoded record, checked by its kind's schema; the kind's name inside it is taken out. Faults: malformed, invalid. */
export function recordFrom(kind: Kind, value: unknown): NewRecord {
  refuseUntransportable(value);
  return applied(schemas[kind].check(value), [['kind', undefined]]);
}
