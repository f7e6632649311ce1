import type { Customer } from '../../../src/core/customers/model.js';
import type { RevisionOf } from '../../../src/core/customers/revision.js';
import { Fault } from '../../../src/core/fault.js';
import { operation } from '../../../src/dialect/binding.js';
import type { Binding, Call } from '../../../src/dialect/contract.js';
import type { Lens } from '../../../src/dialect/lens.js';
import { isMade, type Role } from '../lens/contact.js';
import type { Graph } from '../lens/graph.js';
import type { BluContact, BluCustomerBody } from '../wire/generated.js';
import { bodySchema } from './customers.js';
import { keyOf, refuse } from './parameters.js';
import { passwordsIn } from './passwords.js';
import { shown } from './replies.js';

/** The contact itself where the customer has one. Faults: contact-unknown. */
function made<C extends Customer>(customer: C, role: Role): C {
  if (!isMade(customer, role)) throw new Fault('contact-unknown', { key: role });
  return customer;
}

const contactIn = (body: BluCustomerBody, role: Role): BluContact => body[role] ?? refuse(role, 'root');

type Revision = RevisionOf<Customer>;

/** Faults: contact-unknown. */
const whereMade = (revision: Revision, role: Role): Revision => ({
  ...revision,
  draft: (current) => revision.draft(made(current, role)),
});

/** Faults: contact-exists. */
const whereNotMade = (revision: Revision, role: Role): Revision => ({
  ...revision,
  draft: (current) => {
    if (isMade(current, role)) throw new Fault('contact-exists', { key: role });
    return revision.draft(current);
  },
});

/** A contact of nothing but empty elements would be none. */
const saysNothing = (sent: unknown): boolean =>
  typeof sent === 'object' && sent !== null ? Object.values(sent).every(saysNothing) : sent === '';

/** One contact of a customer, by the customer's id and by extCustomerRef alike. */
export const contactBindings = (lens: Lens<Customer>, graph: Graph, role: Role) => {
  const one = (customer: Customer, status = 200) => shown(role, graph.contact(made(customer, role), role), status);
  const change = (call: Call, body: BluCustomerBody) => {
    const contact = contactIn(body, role);
    return { view: lens.view({ [role]: contact }), passwords: passwordsIn({ [role]: contact }), ...keyOf(call) };
  };
  return {
    get: operation({
      op: 'customer.read',
      read: (call) => ({ key: keyOf(call) }),
      write: (customer) => one(customer),
    }),
    update: operation({
      op: 'customer.update-account',
      schema: bodySchema,
      read: (call, body) => {
        const { view, ...rest } = change(call, body);
        return { revision: whereMade(lens.revise(view), role), ...rest };
      },
      write: ({ customer }) => one(customer),
    }),
    create: operation({
      op: 'customer.update-account',
      schema: bodySchema,
      read: (call, body) => {
        if (saysNothing(contactIn(body, role))) refuse(role, 'required');
        const { view, ...rest } = change(call, body);
        return { revision: whereNotMade(lens.make(view), role), ...rest };
      },
      write: ({ customer }) => one(customer, 201),
    }),
  } satisfies Record<string, Binding>;
};
