import * as billing from './billing/operations.js';
import * as bills from './bills/operations.js';
import * as customers from './customers/operations.js';
import * as mail from './mail/operations.js';
import * as network from './network/operations.js';
import * as transitions from './transitions/operations.js';
import * as reference from './reference/operations.js';
import * as payments from './payments/operations.js';
import type { Signatures } from './operation.js';

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
export type Operations = Signatures<typeof operations>;
