import { isBilled } from '../bills/model.js';
import { newBill } from '../bills/write.js';
import type { Work } from '../change.js';
import type { Operation } from '../operation.js';
import type { Patch, Path } from '../patch.js';
import type { Context } from '../ports.js';
import { add } from '../records/write.js';
import { lookedUp, type CodeUse } from '../reference/look-up.js';
import type { MasterAccount } from '../reference/model.js';
import { create as createPlain, type CreateCustomer } from './create.js';
import { held } from './held.js';
import type { Customer } from './model.js';
import { blank, exactly, revised } from './revision.js';
import { update as updatePlain, type UpdateCustomer } from './update.js';

/** What of a customer stands in other tables than its own. */
export interface Coded {
  /** The codes a revision may write. */
  readonly codes: readonly CodeUse[];
  /** The primary bill: whether it was given, and the paths at which its content stands. */
  readonly bill: { readonly given: boolean; readonly paths: ReadonlySet<Path> };
  /** Where true makes the customer a master account, and which. */
  readonly master: { readonly path: Path; readonly account: (customer: Customer) => Omit<MasterAccount, 'id'> };
}

/** Whether a bill is to be kept from now on that was not until now. */
const needsBill = (customer: Customer, patch: Patch, { bill: { given, paths } }: Coded): boolean =>
  given && customer.billId === undefined && (!isBilled(customer) || patch.some(([path]) => paths.has(path)));

/** Enters a customer that has become a master account among those. Faults: code-taken. */
function* entered(context: Context, customer: Customer, patch: Patch, { path, account }: Coded['master']): Work<void> {
  if (!patch.some(([written, value]) => written === path && value === true)) return;
  const record = { ...account(customer), customerId: customer.id };
  const known = yield* context.tx.codes.find('master-accounts', record.code);
  if (known?.customerId !== customer.id) yield* add(context, { kind: 'master-accounts', record });
}

/** A new customer whose codes have rows, with its bill and master account. Faults: those of creation, code-unknown, code-taken. */
export const createCoded: Operation<CreateCustomer & Coded, Customer> = {
  mode: 'add',
  *run(context, { revision, structureIds = [], ...coded }) {
    const { tx, actor } = context;
    const patch = yield* lookedUp(tx, revised(blank, revision).patch(), coded.codes);
    const created = yield* createPlain.run(context, { revision: exactly(patch), structureIds });
    yield* entered(context, created, patch, coded.master);
    if (!coded.bill.given) return created;
    const billId = (yield* newBill(context, created.id)).id;
    const customer = { ...created, billId, version: created.version + 1 };
    yield* tx.customers.save(customer);
    const happening = { subject: 'customers', subjectId: created.id, at: created.createdAt };
    yield* tx.happened({ ...actor, ...happening, patch: [['billId', billId]] });
    return customer;
  },
};

/** The customer after the revision, its codes, bill and master account seen to. Faults: those of an update, code-unknown, code-taken. */
export const updateCoded: Operation<UpdateCustomer & Coded, Customer> = {
  mode: 'change',
  *run(context, { revision, removed = false, codes, bill, master, ...key }) {
    const coded: Coded = { codes, bill, master };
    const current = yield* held(context, key, removed);
    const { id } = current;
    const patch = [...(yield* lookedUp(context.tx, revised(current, revision).patch(), coded.codes))];
    if (needsBill(current, patch, coded)) patch.push(['billId', (yield* newBill(context, id)).id]);
    const customer = yield* updatePlain.run(context, { id, revision: exactly(patch), removed });
    yield* entered(context, customer, patch, coded.master);
    return customer;
  },
};
