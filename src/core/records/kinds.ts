import type { Invoice, Order, Payment } from '../billing/model.js';
import type { ChargeRecord } from '../billing/charge.js';
import type { PaymentPlan } from '../billing/plan.js';
import type { Bill } from '../bills/model.js';
import type { Customer } from '../customers/model.js';
import type { Feature, LineCard, Service, ServiceNumber, Structure } from '../network/model.js';
import type { Code, MasterAccount, PaymentTerm, User } from '../reference/model.js';
import type { Transition } from '../transitions/model.js';

/** A customer as data files hold it: with the structures it is linked to, and what the store assigns left open. */
export interface CustomerRecord extends Omit<Customer, 'version' | 'status' | 'createdAt'> {
  readonly status?: Customer['status'];
  readonly createdAt?: string;
  readonly structureIds?: readonly number[];
}

/** Every kind of record that can be kept without any dialect, by the name it has in seed files and URLs. */
export interface Kinds {
  readonly users: User;
  readonly structures: Structure;
  readonly 'line-cards': LineCard;
  readonly customers: CustomerRecord;
  readonly 'service-numbers': ServiceNumber;
  readonly services: Service;
  readonly features: Feature;
  readonly transitions: Transition;
  readonly 'customer-types': Code;
  readonly salespeople: Code;
  readonly 'payment-terms': PaymentTerm;
  readonly branches: Code;
  readonly 'customer-groups': Code;
  readonly 'collection-statuses': Code;
  readonly 'customer-relations': Code;
  readonly 'master-accounts': MasterAccount;
  readonly bills: Bill;
  readonly orders: Order;
  readonly invoices: Invoice;
  readonly payments: Payment;
  readonly 'payment-plans': PaymentPlan;
  readonly charges: ChargeRecord;
}

export type Kind = keyof Kinds;

/** In an order in which what is referred to comes first. */
export const kinds: readonly Kind[] = [
  ...(['users', 'structures', 'line-cards'] as const),
  ...(['customer-types', 'salespeople', 'payment-terms', 'branches'] as const),
  ...(['customer-groups', 'collection-statuses', 'customer-relations'] as const),
  ...(['customers', 'service-numbers', 'services', 'features', 'master-accounts', 'bills'] as const),
  'transitions',
  ...(['orders', 'invoices', 'payments', 'payment-plans', 'charges'] as const),
];

/** Which members of a kind name a record of another: checked before a record is kept. */
export const references: { readonly [K in Kind]: Readonly<Partial<Record<keyof Kinds[K] & string, Kind>>> } = {
  users: {},
  structures: { parentId: 'structures' },
  'line-cards': {},
  customers: { userId: 'users', structureIds: 'structures' },
  'service-numbers': { customerId: 'customers' },
  services: { customerId: 'customers', lineCardId: 'line-cards' },
  features: { serviceId: 'services' },
  transitions: { customerId: 'customers' },
  'customer-types': {},
  salespeople: {},
  'payment-terms': {},
  branches: {},
  'customer-groups': {},
  'collection-statuses': {},
  'customer-relations': {},
  'master-accounts': { customerId: 'customers' },
  bills: { customerId: 'customers' },
  orders: { customerId: 'customers' },
  invoices: { customerId: 'customers', orderId: 'orders' },
  payments: { customerId: 'customers', invoiceId: 'invoices' },
  'payment-plans': { customerId: 'customers' },
  charges: { customerId: 'customers', planId: 'payment-plans', invoiceId: 'invoices', paymentId: 'payments' },
};

/** Which members of a kind are instants. */
export const instants: { readonly [K in Kind]: readonly (keyof Kinds[K] & string)[] } = {
  users: [],
  structures: ['updatedAt'],
  'line-cards': [],
  customers: ['createdAt', 'updatedAt', 'removedAt'],
  'service-numbers': ['disconnectedAt'],
  services: ['connectedAt', 'disconnectedAt'],
  features: ['connectedAt', 'disconnectedAt'],
  transitions: ['at'],
  'customer-types': [],
  salespeople: [],
  'payment-terms': [],
  branches: [],
  'customer-groups': [],
  'collection-statuses': [],
  'customer-relations': [],
  'master-accounts': [],
  bills: [],
  orders: ['createdAt'],
  invoices: [],
  payments: [],
  'payment-plans': [],
  charges: ['createdAt'],
};

/** Which members of a kind are amounts of money. */
export const amounts: { readonly [K in Kind]?: readonly (keyof Kinds[K] & string)[] } = {
  invoices: ['amount'],
  payments: ['amount'],
  'payment-plans': ['amount'],
  charges: ['amount'],
};
