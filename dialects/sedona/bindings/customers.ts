import type { Coded } from '../../../src/core/customers/coded.js';
import type { Customer } from '../../../src/core/customers/model.js';
import { operation } from '../../../src/dialect/binding.js';
import type { Binding, Call } from '../../../src/dialect/contract.js';
import { loadSchema } from '../../../src/wire/schema.js';
import type { Views } from '../lens/views.js';
import type { SedonaSettings } from '../settings.js';
import type { Customer as Body } from '../wire.js';
import { customerCodes } from './codes.js';
import { pathId, sameId, withoutQuery } from './parameters.js';

const schema = loadSchema<Body>('sedona/customer.json');

const one = (status: number, body: object, headers?: readonly string[]) => ({
  status,
  body,
  root: 'Customer',
  ...(headers && { headers }),
});

/** Where the new customer answers: below the URL that made it. */
const locationOf = ({ url }: Call, { id }: Customer): readonly string[] => ['Location', `${withoutQuery(url)}/${id}`];

/** What of a customer stands in other tables, given what was sent of it. */
function codedBy({ lens, bill }: Views, settings: SedonaSettings): (body: Body) => Coded {
  const codes = customerCodes(settings);
  const account = (customer: Customer) => {
    const { CustomerNumber: code, CustomerName: description, MasterAccountBilling: bills } = lens.get(customer);
    return { code: code as string, description: description as string, ...(bills === true && { billsMaster: bills }) };
  };
  const master = { path: 'extras.sedona.isMaster', account };
  return (body) => ({ codes, master, bill: { given: Boolean(body.CustomerBillPrimary), paths: bill.paths } });
}

/** One customer: read, replaced, created; and the last ones. */
export function customerBindings(views: Views, settings: SedonaSettings) {
  const { lens } = views;
  const coded = codedBy(views, settings);
  return {
    get: operation({
      op: 'customer.read-account',
      read: (call) => ({ key: { id: pathId(call, 'Customer') } }),
      write: ({ customer, financials }) => one(200, views.customer(customer, financials.outstandingBalance)),
    }),
    latest: operation({
      op: 'customer.list',
      read: () => ({ criteria: { latest: true as const }, limit: settings.latestLimit }),
      write: (customers) => ({
        status: 200,
        body: customers.map((customer) => views.customer(customer)),
        root: 'ArrayOfCustomer',
      }),
    }),
    put: operation({
      op: 'customer.update-coded',
      schema,
      read: (call, body) => ({
        id: sameId(pathId(call, 'Customer'), body.CustomerId),
        revision: lens.revise(views.written(body)),
        ...coded(body),
      }),
      write: () => ({ status: 204 }),
    }),
    post: operation({
      op: 'customer.create-coded',
      schema,
      read: (_call, body) => ({ revision: lens.make(views.written(body)), ...coded(body) }),
      write: (customer, call) => one(201, views.customer(customer, '0'), locationOf(call, customer)),
    }),
  } satisfies Record<string, Binding>;
}
