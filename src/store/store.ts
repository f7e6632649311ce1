import type { Work } from '../core/change.js';
import type { Transaction } from '../core/ports.js';
import { billingRecords } from './billing.js';
import { billRecords } from './bills.js';
import { codeRecords } from './codes.js';
import { customerDocuments } from './customer-documents.js';
import { customerRecords } from './customers.js';
import { documentRecords } from './documents.js';
import type { Engine } from './engine.js';
import { happened } from './events.js';
import { loginRecords } from './logins.js';
import { jobRecords } from './jobs.js';
import { mailRecords } from './mail.js';
import { networkRecords } from './network.js';
import { callbackRecords } from './callbacks.js';
import { deliveryRecords } from './deliveries.js';
import { outbox } from './outbox.js';
import { transitionRecords } from './transitions.js';
import { paymentMethodRecords } from './payment-methods.js';

/** What works are given; the same for every database, since only the engine knows which it is. */
export const transaction: Transaction = {
  customers: customerRecords,
  network: networkRecords,
  logins: loginRecords,
  transitions: transitionRecords,
  outbox,
  callbacks: callbackRecords,
  deliveries: deliveryRecords,
  codes: codeRecords,
  bills: billRecords,
  billing: billingRecords,
  jobs: jobRecords,
  paymentMethods: paymentMethodRecords,
  mail: mailRecords,
  records: {
    users: documentRecords('users'),
    structures: documentRecords('structures'),
    'line-cards': documentRecords('line-cards'),
    customers: customerDocuments,
    'service-numbers': documentRecords('service-numbers'),
    services: documentRecords('services'),
    features: documentRecords('features'),
    transitions: documentRecords('transitions'),
    'customer-types': documentRecords('customer-types'),
    salespeople: documentRecords('salespeople'),
    'payment-terms': documentRecords('payment-terms'),
    branches: documentRecords('branches'),
    'customer-groups': documentRecords('customer-groups'),
    'collection-statuses': documentRecords('collection-statuses'),
    'customer-relations': documentRecords('customer-relations'),
    'master-accounts': documentRecords('master-accounts'),
    bills: documentRecords('bills'),
    orders: documentRecords('orders'),
    invoices: documentRecords('invoices'),
    payments: documentRecords('payments'),
    'payment-plans': documentRecords('payment-plans'),
    charges: documentRecords('charges'),
  },
  happened,
};

/** The store: runs works on its database. */
export interface Store {
  read<T>(work: (tx: Transaction) => Work<T>): T | Promise<T>;
  /** Resolves once durable. The work may be run more than once and touches nothing but `tx`. */
  change<T>(work: (tx: Transaction) => Work<T>): Promise<T>;
  /** The same for a work that only adds: others that do may run beside it, in the same transaction. */
  add<T>(work: (tx: Transaction) => Work<T>): Promise<T>;
}

/** A store over an engine. */
export const createStore = (engine: Engine): Store => ({
  read: (work) => engine.read(() => work(transaction)),
  change: (work) => engine.change(() => work(transaction)),
  add: (work) => engine.add(() => work(transaction)),
});
