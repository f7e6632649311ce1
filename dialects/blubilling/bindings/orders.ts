import type { FirstOrder } from '../../../src/core/billing/create-with-orders.js';
import type { Customer } from '../../../src/core/customers/model.js';
import { Fault, type Problem } from '../../../src/core/fault.js';
import { answer, operation } from '../../../src/dialect/binding.js';
import type { Call } from '../../../src/dialect/contract.js';
import type { Lens } from '../../../src/dialect/lens.js';
import { loadSchema } from '../../../src/wire/schema.js';
import { isDay } from '../wire/dates.js';
import type { BluAddCustomerAndOrderBody, BluCustomer, BluSubscriptionOrder } from '../wire/generated.js';
import { billedAddressOf, newCustomerIn, partlyKept } from './customers.js';
import { createReader, like, words, type Element } from './elements.js';
import { parameter, refuse } from './parameters.js';
import { passwordsIn } from './passwords.js';
import { shown } from './replies.js';

const schema = loadSchema<BluAddCustomerAndOrderBody>('blubilling/add-customer-and-order.json');

const quantity = like('matches', /^(?=.*[1-9])\d{1,12}(?:\.\d{1,4})?$/, 'a number above 0');
const day = { rule: 'typeMismatch', fits: isDay, limit: 'Date' };

/** An order by its plan, quantity and first day; what is wrong with it joins the problems. */
function orderOf(given: BluSubscriptionOrder, problems: Problem[]): FirstOrder {
  const reader = createReader('subscriptionOrder', given as Element);
  const plan = createReader('plan', (typeof given.plan === 'object' ? given.plan : {}) as Element);
  const order = {
    planId: plan.required('@id', words),
    quantity: reader.required('quantity', quantity),
    startDate: reader.required('startDate', day),
  };
  problems.push(...plan.problems, ...reader.problems);
  return order;
}

/** "A collection of one or more Orders." Faults: invalid, with every problem of every order. */
function ordersIn(given: readonly BluSubscriptionOrder[] = []): readonly FirstOrder[] {
  if (given.length === 0) return refuse('addCustomerAndOrder.subscriptionOrders', 'required');
  const problems: Problem[] = [];
  const orders = given.map((order) => orderOf(order, problems));
  if (problems.length > 0) throw new Fault('invalid', { problems });
  return orders;
}

interface Given {
  readonly customer: BluCustomer;
  readonly orders: readonly FirstOrder[];
}

function givenIn({ addCustomerAndOrder: given }: BluAddCustomerAndOrderBody): Given {
  const { customer, subscriptionOrders } = given ?? refuse('addCustomerAndOrder', 'root');
  return {
    customer: newCustomerIn({ customer: customer ?? refuse('addCustomerAndOrder.customer', 'required') }),
    orders: ordersIn(subscriptionOrders?.subscriptionOrder),
  };
}

const actionOf = (call: Call): string | undefined => parameter(call, 'actionName');

/** "First create a Customer and then an Order. It is an atomic operation." Any other action is refused. */
export const orderBindings = (lens: Lens<Customer>) => ({
  addCustomerAndOrder: {
    ...operation({
      op: 'customer.create-with-orders',
      schema,
      read: (_call, body) => {
        const { customer, orders } = givenIn(body);
        const revision = lens.make(lens.view(customer));
        return { revision, passwords: passwordsIn(customer), addressOf: billedAddressOf(lens), orders };
      },
      write: ({ orders, ...kept }) =>
        partlyKept(kept) ??
        shown('addCustomerAndOrderResponse', {
          customer: { '@id': kept.customer.id },
          subscriptionOrder: orders.map(({ id }) => ({ '@id': id })),
        }),
    }),
    when: (call: Call) => actionOf(call) === 'addCustomerAndOrder',
  },
  otherAction: {
    ...answer('action.unknown', (call) => refuse('customers.actionName', 'enum', { value: actionOf(call) ?? '' })),
    when: (call: Call) => actionOf(call) !== undefined,
  },
});
