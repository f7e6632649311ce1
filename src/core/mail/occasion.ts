import type { Invoice, Order, Payment } from '../billing/model.js';
import type { Work } from '../change.js';
import type { Customer } from '../customers/model.js';
import type { CustomerKey } from '../customers/ports.js';
import { within } from '../customers/held.js';
import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import type { Context, Transaction } from '../ports.js';
import type { MailType, Occasion } from './model.js';

/** What it is about by its id, its reference or both; whose it is by as many keys as the caller has, one at least. */
export interface MailRequest {
  readonly type: MailType;
  readonly record: { readonly id?: number; readonly reference?: string };
  readonly customer: readonly CustomerKey[];
}

type Thing = Order | Invoice | Payment;

const kinds = { 'new-order': 'orders', 'new-invoice': 'invoices', 'payment-received': 'payments' } as const;

const called = {
  orders: (tx: Transaction, reference: string) => tx.billing.orderCalled(reference),
  invoices: (tx: Transaction, reference: string) => tx.billing.invoiceCalled(reference),
  payments: (tx: Transaction, reference: string) => tx.billing.paymentCalled(reference),
};

const unknownRecord = (key?: number | string) => new Fault('record-unknown', key === undefined ? {} : { key });

/** The order, invoice or payment that all of the keys given name. */
function* thing(tx: Transaction, { type, record: { id, reference } }: MailRequest): Work<Thing> {
  const kind = kinds[type];
  const byId: Thing | undefined = id === undefined ? undefined : yield* tx.records[kind].find(id);
  const byReference = reference === undefined ? undefined : yield* called[kind](tx, reference);
  const found = byId ?? byReference;
  if (!found || (id !== undefined && found.id !== id)) throw unknownRecord(id ?? reference);
  if (reference !== undefined && byReference?.id !== found.id) throw unknownRecord(reference);
  return found;
}

/** The customer that all of the keys name. */
function* whom({ tx, reach }: Context, keys: readonly CustomerKey[]): Work<Customer> {
  let found: Customer | undefined;
  for (const key of keys) {
    const customer = yield* tx.customers.find(key);
    const other = found !== undefined && customer?.id !== found.id;
    if (!customer || customer.removedAt !== undefined || other) throw new Fault('customer-unknown', { ...key });
    found = within(reach, customer);
  }
  if (!found) throw new Fault('invalid', { problems: [{ member: 'customer', rule: 'required' }] });
  return found;
}

/**
 * What a message is to be about. Faults: customer-unknown, customer-out-of-reach, record-unknown; invalid where the record
 * is another customer's, or messages of the type are switched off.
 */
export const occasion: Operation<MailRequest, Occasion> = {
  mode: 'read',
  *run(context, request) {
    const { tx } = context;
    const { type } = request;
    const record = yield* thing(tx, request);
    const customer = yield* whom(context, request.customer);
    if (record.customerId !== customer.id) {
      throw new Fault('invalid', { problems: [{ member: 'customer', rule: 'own' }] });
    }
    if ((yield* tx.mail.switchedOff()).includes(type)) {
      throw new Fault('invalid', { problems: [{ member: 'type', rule: 'switched-off', value: type }] });
    }
    return { type, customer, record, reference: record.reference ?? `#${record.id}` };
  },
};
