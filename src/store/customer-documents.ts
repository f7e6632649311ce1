import type { Work } from '../core/change.js';
import type { Customer } from '../core/customers/model.js';
import type { CustomerRecord } from '../core/records/kinds.js';
import type { Records } from '../core/records/ports.js';
import { forgetName } from './customer-names.js';
import { customerColumns, customerOf } from './customer-row.js';
import { customerRecords } from './customers.js';
import { networkRecords } from './network.js';
import { ask, limitMarker, type Statement } from './statement.js';

const page: Statement = {
  name: 'customers page',
  build: (q, p) =>
    q('customers')
      .select(...customerColumns)
      .where('id', '>', p('after'))
      .orderBy('id')
      .limit(limitMarker),
};

const remove: Statement = { name: 'customer delete', build: (q, p) => q('customers').where('id', p('id')).delete() };

function* withLinks(customer: Customer): Work<CustomerRecord> {
  const { version: _version, ...record } = customer;
  const structureIds = [...(yield* networkRecords.linked(customer.id))].sort((a, b) => a - b);
  return structureIds.length === 0 ? record : { ...record, structureIds };
}

function* relink(id: number, wanted: readonly number[] = []): Work<void> {
  const linked = yield* networkRecords.linked(id);
  const gone = [...linked].filter((structure) => !wanted.includes(structure));
  yield* networkRecords.unlink(id, gone);
  yield* networkRecords.link(
    id,
    [...new Set(wanted)].filter((structure) => !linked.has(structure)),
  );
}

const asCustomer = ({ structureIds: _links, ...record }: Omit<CustomerRecord, 'id'>, version: number) =>
  ({ ...record, version }) as Omit<Customer, 'id'>;

/** Customers as plain records, with their structures: what seed files hold. */
export const customerDocuments: Records<CustomerRecord> = {
  *find(id) {
    const customer = yield* customerRecords.find({ id });
    return customer && (yield* withLinks(customer));
  },
  *list(after, limit) {
    const found: CustomerRecord[] = [];
    for (const row of yield* ask(page, { after, limit })) found.push(yield* withLinks(customerOf(row)));
    return found;
  },
  *insert(record) {
    const { id } = yield* customerRecords.insert(asCustomer(record, 1));
    yield* relink(id, record.structureIds);
    return { ...record, id };
  },
  *save(record) {
    const current = yield* customerRecords.hold(record.id);
    yield* customerRecords.save(asCustomer(record, (current?.version ?? 0) + 1) as Customer);
    yield* relink(record.id, record.structureIds);
  },
  *remove(id) {
    yield* relink(id);
    yield* forgetName(id);
    yield* ask(remove, { id });
  },
};
