import type { Billed } from '../../../src/core/bills/model.js';
import type { Fault } from '../../../src/core/fault.js';
import { operation } from '../../../src/dialect/binding.js';
import type { Binding, Call } from '../../../src/dialect/contract.js';
import { invalidModel } from '../../../src/wire/aspnet/replies.js';
import { valueInvalid } from '../../../src/wire/aspnet/texts.js';
import type { Reply } from '../../../src/wire/reply.js';
import { loadSchema } from '../../../src/wire/schema.js';
import type { Views } from '../lens/views.js';
import type { SedonaSettings } from '../settings.js';
import type { CustomerBill as Body } from '../wire.js';
import { billCodes } from './codes.js';
import { pathId, sameId, withoutQuery } from './parameters.js';

const schema = loadSchema<Body>('sedona/customer.json#/$defs/bill');

const model = 'CustomerBill';

const one = (status: number, body: object, headers?: readonly string[]): Reply => ({
  status,
  body,
  root: model,
  ...(headers && { headers }),
});

/** "All billing records for Customer where id = …". */
const isOption =
  (option: 'ByCustomerId' | 'ByCustomerNumber') =>
  ({ params }: Call): boolean =>
    params['option']?.toLowerCase() === option.toLowerCase();

/** "A Customer record must exist in order to create a Customer Billing address." */
const customerUnknown = ({ details: { key } }: Fault): Reply =>
  invalidModel({ 'customerBill.CustomerId': [valueInvalid(String(key), 'CustomerId')] });

/** Where the new bill answers: below the URL that made it. */
const locationOf = ({ url }: Call, id: number): readonly string[] => ['Location', `${withoutQuery(url)}/${id}`];

function lists(views: Views) {
  const { paths } = views.bill;
  const many = (bills: readonly Billed[]) => ({
    status: 200,
    body: bills.map((bill) => views.billed(bill)),
    root: `ArrayOf${model}`,
  });
  return {
    byCustomerId: operation({
      op: 'bill.list',
      when: isOption('ByCustomerId'),
      read: (call) => ({ customer: { id: pathId(call, model) }, paths }),
      write: (bills) => many(bills),
    }),
    byCustomerNumber: operation({
      op: 'bill.list',
      when: isOption('ByCustomerNumber'),
      read: ({ params }) => ({ customer: { number: (params['id'] ?? '').trim() }, paths }),
      write: (bills) => many(bills),
    }),
  } satisfies Record<string, Binding>;
}

/** The bills of customers, each by itself: read, created, replaced. */
export function billBindings(views: Views, settings: SedonaSettings) {
  const { bill: lens } = views;
  const codes = billCodes(settings);
  const primaryOf = ({ IsPrimary }: Body) => IsPrimary ?? undefined;
  return {
    ...lists(views),
    get: operation({
      op: 'bill.read',
      read: (call) => ({ id: pathId(call, model), paths: lens.paths }),
      write: (bill) => one(200, views.billed(bill)),
    }),
    post: operation({
      op: 'bill.create',
      schema,
      faults: { 'customer-unknown': customerUnknown },
      read: (_call, body) => ({
        customerId: body.CustomerId,
        revision: lens.make(views.writtenBill(body)),
        primary: primaryOf(body),
        codes,
      }),
      write: (billed, call) => one(201, views.billed(billed), locationOf(call, billed.bill.id)),
    }),
    put: operation({
      op: 'bill.update',
      schema,
      read: (call, body) => ({
        id: sameId(pathId(call, model), body.CustomerBillId),
        revision: lens.revise(views.writtenBill(body)),
        primary: primaryOf(body),
        codes,
      }),
      write: () => ({ status: 204 }),
    }),
  } satisfies Record<string, Binding>;
}
