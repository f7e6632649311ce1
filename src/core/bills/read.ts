import type { Work } from '../change.js';
import { held, within } from '../customers/held.js';
import type { Customer } from '../customers/model.js';
import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import { applied, type Path } from '../patch.js';
import type { Context } from '../ports.js';
import { contentOf } from './content.js';
import { isBilled, type Bill, type Billed } from './model.js';

/** Where a bill's content stands, in its own record and in its customer alike. */
export interface BillPaths {
  readonly paths: ReadonlySet<Path>;
}

/** A bill beside the customer it belongs to. */
export function billed(customer: Customer, bill: Bill, { paths }: BillPaths): Billed {
  if (customer.billId !== bill.id) return { bill, primary: false, customer };
  return { bill: applied(bill, contentOf(customer, paths)), primary: true, customer };
}

const unknown = (key: number): Fault => new Fault('record-unknown', { key });

/** A bill with its customer, who is held until the change ends. Faults: record-unknown, customer-out-of-reach. */
export function* heldBill({ tx, reach }: Context, id: number): Work<{ bill: Bill; customer: Customer }> {
  const bill = yield* tx.records.bills.find(id);
  if (!bill) throw unknown(id);
  return { bill, customer: yield* held({ tx, reach }, bill.customerId) };
}

/** One bill with all it says. Faults: record-unknown, also for a removed customer's; customer-out-of-reach. */
export const read: Operation<{ readonly id: number } & BillPaths, Billed> = {
  mode: 'read',
  *run({ tx, reach }, { id, paths }) {
    const bill = yield* tx.records.bills.find(id);
    const customer = bill && (yield* tx.customers.find({ id: bill.customerId }));
    if (!customer || customer.removedAt !== undefined) throw unknown(id);
    return billed(within(reach, customer), bill, { paths });
  },
};

export interface ListBills extends BillPaths {
  /** Its id; or its number, else its account number. */
  readonly customer: { readonly id: number } | { readonly number: string };
}

/** As many removed customers may have had a number before the one who has it now. */
const mostOfOneNumber = 1000;

function* found({ tx, reach }: Context, key: ListBills['customer']): Work<Customer | undefined> {
  const numbered = 'id' in key ? [] : yield* tx.customers.list({ number: key.number }, mostOfOneNumber);
  const customer =
    numbered.find(({ removedAt }) => removedAt === undefined) ??
    (yield* tx.customers.find('id' in key ? key : { accountNumber: key.number }));
  if (!customer || customer.removedAt !== undefined) return undefined;
  return reach && !reach.has(customer.id) ? undefined : customer;
}

/** Every bill of a customer in order of id, the primary one too where it has no record; none of a customer nobody knows. */
export const list: Operation<ListBills, readonly Billed[]> = {
  mode: 'read',
  *run(context, { customer: key, paths }) {
    const customer = yield* found(context, key);
    if (!customer) return [];
    const bills = (yield* context.tx.bills.of(customer.id)).map((bill) => billed(customer, bill, { paths }));
    if (!isBilled(customer) || bills.some(({ primary }) => primary)) return bills;
    const unkept = applied<Bill>({ id: 0, customerId: customer.id }, contentOf(customer, paths));
    return [{ bill: unkept, primary: true, customer }, ...bills];
  },
};
