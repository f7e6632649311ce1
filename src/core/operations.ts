import * as billing from './billing/operations.js';
import * as bills from './bills/operations.js';
import * as customers from './customers/operations.js';
import * as mail from './mail/operations.js';
import * as network from './network/operations.js';
import * as transitions from './transitions/operations.js';
import * as reference from './reference/operations.js';
import * as payments from './payments/operations.js';
import type { Operation, Procedure } from './operation.js';

/** Every operation dialects can bind to, by name. */
export const operations = {
  ...customers.operations,
  ...network.operations,
  ...billing.operations,
  ...transitions.operations,
  ...bills.operations,
  ...reference.operations,
  ...payments.operations,
  ...mail.operations,
};

/** What each takes and gives: `Operations['customer.read']['in']`. */
export type Operations = {
  readonly [O in keyof typeof operations]: (typeof operations)[O] extends Operation<infer In, infer Out>
    ? { readonly in: In; readonly out: Out }
    : (typeof operations)[O] extends Procedure<infer In, infer Out>
      ? { readonly in: In; readonly out: Out }
      : never;
};
