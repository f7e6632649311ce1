import type { Work } from '../change.js';
import type { Customer } from '../customers/model.js';
import { update as updateCustomer } from '../customers/update.js';
import { exactly, revised, type RevisionOf } from '../customers/revision.js';
import { Fault } from '../fault.js';
import type { Operation } from '../operation.js';
import { applied, type Patch } from '../patch.js';
import type { Context } from '../ports.js';
import type { CodeUse } from '../reference/look-up.js';
import { lookedUp } from '../reference/look-up.js';
import { add, rewrite } from '../records/write.js';
import { held } from '../customers/held.js';
import { contentOf, nothingAt } from './content.js';
import { isBilled, type Bill, type Billed } from './model.js';
import { billed, heldBill } from './read.js';

/** What a caller wants of a bill. */
export interface BillChange {
  readonly revision: RevisionOf<Bill>;
  /** Undefined leaves it as it is; a customer's first bill is primary whatever is said. */
  readonly primary?: boolean | undefined;
  /** The codes it may write. */
  readonly codes: readonly CodeUse[];
}

/** A record without content for a customer's bill. */
export function* newBill(context: Context, customerId: number): Work<Bill> {
  return (yield* add(context, { kind: 'bills', record: { customerId } })) as Bill;
}

/** Writes a patch into a customer. */
const written = (context: Context, { id }: Customer, patch: Patch): Work<Customer> =>
  updateCustomer.run(context, { id, revision: exactly(patch) });

/** The former primary bill takes what it says into its own record. */
function* demoted(context: Context, customer: Customer, paths: BillChange['revision']['paths']): Work<void> {
  if (!isBilled(customer)) return;
  const kept = customer.billId === undefined ? undefined : yield* context.tx.records.bills.find(customer.billId);
  const former = kept ?? (yield* newBill(context, customer.id));
  yield* rewrite(context, { kind: 'bills', record: applied(former, contentOf(customer, paths)) }, former);
}

/** Makes a bill the primary one, with this content, in place of the one before it. */
function* promoted(context: Context, customer: Customer, content: Bill, paths: ReadonlySet<string>): Work<Billed> {
  yield* demoted(context, customer, paths);
  const kept = yield* context.tx.records.bills.find(content.id);
  if (kept) yield* rewrite(context, { kind: 'bills', record: applied(kept, nothingAt(paths)) }, kept);
  const next = yield* written(context, customer, [...contentOf(content, paths), ['billId', content.id]]);
  return { bill: content, primary: true, customer: next };
}

/** A new bill of a customer. Faults: customer-unknown, invalid, code-unknown. */
export const create: Operation<BillChange & { readonly customerId: number }, Billed> = {
  mode: 'change',
  *run(context, { customerId, revision, primary, codes }) {
    const customer = yield* held(context, customerId);
    const draft = revised<Bill>({ id: 0, customerId }, revision);
    yield* lookedUp(context.tx, draft.patch(), codes);
    const { id } = yield* newBill(context, customerId);
    const content = { ...draft.value, id };
    if (primary || !isBilled(customer)) return yield* promoted(context, customer, content, revision.paths);
    yield* rewrite(context, { kind: 'bills', record: content }, { id, customerId });
    return { bill: content, primary: false, customer };
  },
};

/** A bill after the revision. Faults: record-unknown, bill-not-primary (a customer keeps one), invalid, code-unknown. */
export const update: Operation<BillChange & { readonly id: number }, Billed> = {
  mode: 'change',
  *run(context, { id, revision, primary, codes }) {
    const { bill: kept, customer } = yield* heldBill(context, id);
    const now = billed(customer, kept, revision);
    const draft = revised(now.bill, revision);
    const [patch, content] = [draft.patch(), draft.value];
    yield* lookedUp(context.tx, patch, codes);
    if (now.primary && primary === false) throw new Fault('bill-not-primary', { key: id });
    if (now.primary) return { bill: content, primary: true, customer: yield* written(context, customer, patch) };
    if (primary) return yield* promoted(context, customer, content, revision.paths);
    yield* rewrite(context, { kind: 'bills', record: content }, kept);
    return { bill: content, primary: false, customer };
  },
};
