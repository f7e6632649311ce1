import type { Bill } from '../core/bills/model.js';
import type { BillRecords } from '../core/bills/ports.js';
import { decoded } from './documents.js';
import { ask, type Statement } from './statement.js';

const ofCustomer: Statement = {
  name: 'bills of customer',
  build: (q, p) => q('bills').select('id', 'doc').where('customer_id', p('customer')).orderBy('id'),
};

/** Bills in the database. */
export const billRecords: BillRecords = {
  *of(customer) {
    return (yield* ask(ofCustomer, { customer })).map((row) => decoded<Bill>(row));
  },
};
