import type { Customer } from '../../../src/core/customers/model.js';
import { joined } from '../../../src/core/joined.js';
import { operation } from '../../../src/dialect/binding.js';
import type { Binding, FaultReply } from '../../../src/dialect/contract.js';
import type { Lens } from '../../../src/dialect/lens.js';
import { loadSchema } from '../../../src/wire/schema.js';
import type { AddCustomer, CustomerID, UpdateCustomer } from '../wire.js';
import { pathId, positiveId } from './parameters.js';
import { ok } from './replies.js';

const addSchema = loadSchema<AddCustomer>('m4/add-customer.json');
const updateSchema = loadSchema<UpdateCustomer>('m4/update-customer.json');
const idSchema = loadSchema<CustomerID>('m4/customer-id.json');

/** RemoveCustomer answers bare texts, in its refusals too: its only published answer is one. */
const said =
  (status: number, text: (id: string) => string): FaultReply =>
  ({ details }) => ({ status, body: text(String(details.key)) });

const removal: Binding['faults'] = {
  'customer-on-line-card': said(
    400,
    (id) => `The Customer with ID [${id}] cannot be deleted because it has services that are attached to line cards.`,
  ),
  'customer-unknown': (fault, call) =>
    fault.details['removed'] === true
      ? said(400, (id) => `The Customer with ID [${id}] is already deleted.`)(fault, call)
      : said(404, (id) => `The Customer with ID [${id}] does not exist.`)(fault, call),
  invalid: ({ details: { problems = [] } }) =>
    problems[0]?.rule === 'positive' ? { status: 400, body: 'The ID must be greater than 0.' } : undefined,
};

/** One customer: read, add, change, remove and bring back. */
export const customerBindings = (lens: Lens<Customer>) =>
  ({
    get: operation({
      op: 'customer.read',
      read: (call) => ({ key: { id: pathId(call) }, removed: true }),
      write: (customer) => ok(lens.get(customer)),
    }),
    add: operation({
      op: 'customer.create',
      schema: addSchema,
      read: (_call, { StructureIDList, ...body }) => ({
        revision: lens.make(joined(body, { CustomerType: body.CustomerType ?? '' })),
        structureIds: StructureIDList ?? [],
      }),
      write: (customer) => ok(lens.get(customer)),
    }),
    update: operation({
      op: 'customer.update',
      schema: updateSchema,
      read: (_call, { ID, ...body }) => ({
        id: positiveId(ID),
        // .NET binds an absent and a null CustomerType alike: neither is B or R, and it is not required here.
        revision: lens.revise(joined(body, { CustomerType: body.CustomerType ?? undefined })),
        removed: true,
      }),
      write: (customer) => ok(lens.get(customer)),
    }),
    remove: operation({
      op: 'customer.remove',
      schema: idSchema,
      faults: removal,
      read: (_call, { ID }) => ({ id: positiveId(ID), unless: 'line-card' as const }),
      write: ({ id }) =>
        ok(
          `The Customer with ID [${id}] was deleted successfully and all assigned services and features have been disconnected.`,
        ),
    }),
    reactivate: operation({
      op: 'customer.reactivate',
      schema: idSchema,
      read: (_call, { ID }) => ({ id: positiveId(ID) }),
      write: ({ id }) => ok({ Message: `The customer with ID [${id}] was reactivated successfully.` }),
    }),
  }) satisfies Record<string, Binding>;
