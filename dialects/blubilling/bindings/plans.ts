import type { PaymentPlan } from '../../../src/core/billing/plan.js';
import type { CustomerKey } from '../../../src/core/customers/ports.js';
import { Fault } from '../../../src/core/fault.js';
import { operation } from '../../../src/dialect/binding.js';
import type { Binding, Call } from '../../../src/dialect/contract.js';
import { loadSchema } from '../../../src/wire/schema.js';
import { planView } from '../lens/money.js';
import type { BluPaymentPlan, BluPaymentPlanBody } from '../wire/generated.js';
import { keyBy, parameter, refuse } from './parameters.js';
import { newPlanIn, planChangesIn } from './plan-forms.js';
import { failed, shown } from './replies.js';

const schema = loadSchema<BluPaymentPlanBody>('blubilling/payment-plan.json');

/** The customer of a plan: by the id in the path or in the query, else by extCustomerRef. Faults: as `keyBy`. */
const customerOf = (call: Call): CustomerKey => keyBy(call.params['id'] ?? parameter(call, 'id'), call);

const planIn = ({ paymentPlan }: BluPaymentPlanBody): BluPaymentPlan => paymentPlan ?? refuse('paymentPlan', 'root');

/** The id of the plan that a client sends back; undefined where it sends none. Faults: record-unknown. */
function idIn({ '@id': text = '' }: BluPaymentPlan): number | undefined {
  const id = text.trim();
  if (id === '') return undefined;
  if (!/^\d{1,9}$/.test(id)) throw new Fault('record-unknown', { key: id });
  return Number(id);
}

const one = (plan: PaymentPlan, status = 200) => shown('paymentPlan', planView(plan), status);

const faults: Binding['faults'] = {
  'record-unknown': ({ details: { key } }) =>
    failed(404, key === undefined ? 'PaymentPlan not found' : `PaymentPlan not found with id ${key}`),
};

/** A customer's payment plan, "by id in path or query" and by extCustomerRef alike. */
export const planBindings = {
  get: operation({
    op: 'payment-plan.read',
    faults,
    read: (call) => ({ customer: customerOf(call) }),
    write: (plan) => one(plan),
  }),
  // "First do a GET operation, change the values and then perform a POST operation": so one with an id is no new one.
  create: operation({
    op: 'payment-plan.write',
    schema,
    faults,
    read: (call, body) => {
      const customer = customerOf(call);
      const plan = planIn(body);
      const id = idIn(plan);
      return id === undefined ? { customer, plan: newPlanIn(plan) } : { customer, id, changes: planChangesIn(plan) };
    },
    write: ({ plan, created }) => one(plan, created ? 201 : 200),
  }),
  update: operation({
    op: 'payment-plan.update',
    schema,
    faults,
    read: (call, body) => {
      const plan = planIn(body);
      return { customer: customerOf(call), id: idIn(plan), changes: planChangesIn(plan) };
    },
    write: (plan) => one(plan),
  }),
  // "Deleting a payment plan is a shortcut to setting the <isEnabled> element to false."
  disable: operation({
    op: 'payment-plan.update',
    faults,
    read: (call) => ({ customer: customerOf(call), changes: { enabled: false } }),
    write: (plan) => one(plan),
  }),
} satisfies Record<string, Binding>;
