import type { ChangedAccount, Validated } from '../../../src/core/billing/change-account.js';
import type { Account } from '../../../src/core/billing/ports.js';
import type { Address, Customer } from '../../../src/core/customers/model.js';
import { operation } from '../../../src/dialect/binding.js';
import type { Binding } from '../../../src/dialect/contract.js';
import type { Lens } from '../../../src/dialect/lens.js';
import type { Reply } from '../../../src/wire/reply.js';
import { loadSchema } from '../../../src/wire/schema.js';
import type { Graph } from '../lens/graph.js';
import type { BluCustomer, BluCustomerBody } from '../wire/generated.js';
import { keyOf, refuse } from './parameters.js';
import { passwordsIn } from './passwords.js';
import { shown, succeeded } from './replies.js';

/** What customers and their contacts are created and changed by. */
export const bodySchema = loadSchema<BluCustomerBody>('blubilling/customer.json');

/** "Only the Customer object, or it could optionally include the billingContact and the salesContact." Faults: invalid. */
const customerIn = ({ customer }: BluCustomerBody): BluCustomer => customer ?? refuse('customer', 'root');

/** "The XML that is POSTED should contain the Customer object, the billingContact (required)." Faults: invalid. */
export function newCustomerIn(body: BluCustomerBody): BluCustomer {
  const customer = customerIn(body);
  const missing = (['name', 'billingContact'] as const).filter((member) => {
    const value = customer[member];
    return value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
  });
  return missing[0] === undefined ? customer : refuse(missing[0], 'required');
}

/** Where a customer is billed, as it is shown here. */
export function billedAddressOf(lens: Lens<Customer>): (customer: Customer) => Address {
  return (customer) => {
    const view = lens.get(customer);
    const part = (name: string): string => {
      const value = view[`billingContact.address.${name}`];
      return typeof value === 'string' ? value : '';
    };
    return {
      street: part('street1'),
      city: part('city'),
      state: part('state'),
      postalCode: part('zip'),
      country: part('country') || part('countryCode'),
    };
  };
}

/** "If only customer creation is successfully done, and address is not valid then the status code will be 201." */
export const partlyKept = ({ customer, addressProblems }: Validated & Pick<Account, 'customer'>): Reply | undefined =>
  addressProblems.length === 0 ? undefined : succeeded(customer, addressProblems, 201);

/** Customers, by id and by extCustomerRef alike. */
export const customerBindings = (lens: Lens<Customer>, graph: Graph) => {
  const one = (account: Account) => shown('customer', graph.customer(account));
  const addressOf = billedAddressOf(lens);
  const kept = (account: ChangedAccount) => partlyKept(account) ?? one(account);
  return {
    get: operation({ op: 'customer.read-account', read: (call) => ({ key: keyOf(call) }), write: one }),
    create: operation({
      op: 'customer.create-account',
      schema: bodySchema,
      read: (_call, body) => {
        const customer = newCustomerIn(body);
        return { revision: lens.make(lens.view(customer)), passwords: passwordsIn(customer), addressOf };
      },
      write: kept,
    }),
    update: operation({
      op: 'customer.update-account',
      schema: bodySchema,
      read: (call, body) => {
        const customer = customerIn(body);
        const revision = lens.revise(lens.view(customer));
        return { revision, passwords: passwordsIn(customer), addressOf, ...keyOf(call) };
      },
      write: kept,
    }),
    remove: operation({
      op: 'customer.remove',
      read: (call) => ({ unless: 'transactions' as const, ...keyOf(call) }),
      write: (customer) => succeeded(customer),
    }),
  } satisfies Record<string, Binding>;
};
