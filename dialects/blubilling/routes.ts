import type { Binding, Route } from '../../src/dialect/contract.js';
import type { actionBindings } from './bindings/actions.js';
import type { autopayBindings } from './bindings/autopay.js';
import type { contactBindings } from './bindings/contacts.js';
import type { customerBindings } from './bindings/customers.js';
import type { listBindings } from './bindings/lists.js';
import type { orderBindings } from './bindings/orders.js';
import { notification } from './bindings/notification.js';
import { inXml } from './bindings/parameters.js';
import type { planBindings } from './bindings/plans.js';
import type { transitionBindings } from './bindings/transitions.js';

interface Bindings {
  readonly customers: ReturnType<typeof customerBindings>;
  readonly lists: ReturnType<typeof listBindings>;
  readonly billingContact: ReturnType<typeof contactBindings>;
  readonly autopay: typeof autopayBindings;
  readonly actions: typeof actionBindings;
  readonly transitions: ReturnType<typeof transitionBindings>;
  readonly orders: ReturnType<typeof orderBindings>;
  readonly plans: typeof planBindings;
  readonly salesContact: ReturnType<typeof contactBindings>;
}

const route = (method: string, pattern: string, binding: Binding): Route => ({
  method,
  pattern,
  binding: inXml(binding),
});

/** A call about one customer: by the id in its path, or by extCustomerRef. */
const ofOne = (method: string, below: string, binding: Binding): readonly Route[] => [
  route(method, `/rest/customer/{id}${below}`, binding),
  route(method, `/rest/customer${below}`, binding),
];

/** A call about a customer's payment plan: by the id in its path or in its query, or by extCustomerRef. */
const ofPlan = (method: string, binding: Binding): readonly Route[] => [
  route(method, '/rest/customers/{id}/paymentPlan', binding),
  route(method, '/rest/customers/paymentPlan', binding),
];

/** BluBilling's URL table: plural where several are expected or one is created, singular otherwise. */
export const createRoutes = (bindings: Bindings): readonly Route[] => {
  const { customers, lists, billingContact, salesContact, autopay, actions, transitions, orders, plans } = bindings;
  return [
    ...ofOne('GET', '', customers.get),
    ...ofOne('PUT', '', customers.update),
    ...ofOne('DELETE', '', customers.remove),
    route('GET', '/rest/customers', lists.customers),
    route('POST', '/rest/customers', orders.addCustomerAndOrder),
    route('POST', '/rest/customers', orders.otherAction),
    route('POST', '/rest/customers', customers.create),
    ...ofOne('GET', '/billingContact', billingContact.get),
    ...ofOne('PUT', '/billingContact', billingContact.update),
    ...ofOne('GET', '/salesContact', salesContact.get),
    ...ofOne('PUT', '/salesContact', salesContact.update),
    ...ofOne('POST', '/salesContact', salesContact.create),
    ...ofOne('GET', '/autopay', autopay.get),
    ...ofOne('PUT', '/autopay', autopay.put),
    ...ofOne('POST', '', actions.act),
    route('GET', '/rest/customers/transitions', transitions.list),
    ...ofPlan('GET', plans.get),
    ...ofPlan('POST', plans.create),
    ...ofPlan('PUT', plans.update),
    ...ofPlan('DELETE', plans.disable),
    route('POST', '/rest/customers/notification', notification),
  ];
};
