import type { Invoice, Payment } from '../billing/model.js';
import type { Work } from '../change.js';
import type { Customer } from '../customers/model.js';
import { checked } from '../customers/rules.js';
import { Fault, type Problem } from '../fault.js';
import type { Service, ServiceNumber } from '../network/model.js';
import type { Transaction } from '../ports.js';
import type { NewRecord } from './inputs.js';
import { recordsOf } from './kept.js';
import { references, type Kind } from './kinds.js';

interface Reference {
  readonly member: string;
  readonly target: Kind;
  readonly id: number;
}

type Numbered = Pick<Service, 'customerId' | 'disconnectedAt' | 'phoneNumber'> & Partial<Pick<ServiceNumber, 'number'>>;

function* referencesIn(kind: Kind, record: NewRecord): Generator<Reference> {
  for (const [member, target] of Object.entries(references[kind])) {
    const value: unknown = (record as Readonly<Record<string, unknown>>)[member];
    if (typeof value === 'number') yield { member, target, id: value };
    if (!Array.isArray(value)) continue;
    for (const [index, id] of (value as readonly number[]).entries())
      yield { member: `${member}[${index}]`, target, id };
  }
}

/** A number reaches one customer: no other has it as a service's when it stands by itself, nor the other way round. */
function* checkedNumber(tx: Transaction, kind: Kind, record: NewRecord): Work<void> {
  const { customerId, disconnectedAt, number, phoneNumber } = record as Numbered;
  const called = kind === 'services' ? phoneNumber : number;
  if (!called || disconnectedAt !== undefined) return;
  const holder = yield* tx.network.holderOf(kind === 'services' ? 'service-numbers' : 'services', called);
  if (holder !== undefined && holder !== customerId) throw new Fault('service-number-taken', { key: called });
}

/** What a bill is for is its own customer's. */
function* checkedBill(tx: Transaction, kind: Kind, record: NewRecord): Work<void> {
  const { customerId, orderId, invoiceId } = record as Partial<Invoice & Payment>;
  const order = kind === 'invoices' && orderId !== undefined ? yield* tx.records.orders.find(orderId) : undefined;
  const invoice =
    kind === 'payments' && invoiceId !== undefined ? yield* tx.records.invoices.find(invoiceId) : undefined;
  for (const [member, named] of Object.entries({ orderId: order, invoiceId: invoice })) {
    if (named && named.customerId !== customerId) throw new Fault('invalid', { problems: [{ member, rule: 'own' }] });
  }
}

/** What must hold of every record that is kept. Faults: reference-missing, source-incomplete, invalid, service-number-taken. */
export function* checkedRecord(tx: Transaction, kind: Kind, record: NewRecord): Work<void> {
  const problems: Problem[] = [];
  for (const { member, target, id } of referencesIn(kind, record)) {
    if (!(yield* recordsOf(tx, target).find(id))) problems.push({ member, rule: 'exists', value: id });
  }
  if (problems.length > 0) throw new Fault('reference-missing', { problems });
  if (kind === 'customers') yield* checked(record as Customer, tx);
  if (kind === 'services' || kind === 'service-numbers') yield* checkedNumber(tx, kind, record);
  if (kind === 'invoices' || kind === 'payments') yield* checkedBill(tx, kind, record);
  const source = 'source' in record ? record.source : undefined;
  if ((source?.table === undefined) !== (source?.id === undefined)) throw new Fault('source-incomplete');
}
