import type { CustomerStatus } from '../../../src/core/customers/model.js';
import { operation } from '../../../src/dialect/binding.js';
import type { Binding, Call } from '../../../src/dialect/contract.js';
import { keyOf, parameter, refuse } from './parameters.js';
import { succeeded } from './replies.js';

/** "[suspend] - suspend a customer's billing activity. [activate] - activate a new customer or a suspended customer." */
const actions: Readonly<Record<string, CustomerStatus>> = { suspend: 'suspended1', activate: 'active' };

/** The status that an action leads to. Faults: invalid. */
function statusIn(call: Call): CustomerStatus {
  const name = parameter(call, 'actionName') ?? refuse('actionName', 'required');
  return Object.hasOwn(actions, name)
    ? (actions[name] as CustomerStatus)
    : refuse('actionName', 'enum', { value: name });
}

/** "Other operations on a Customer". */
export const actionBindings = {
  act: operation({
    op: 'customer.change-status',
    read: (call) => ({ status: statusIn(call), ...keyOf(call) }),
    write: (customer) => succeeded(customer),
  }),
} satisfies Record<string, Binding>;
