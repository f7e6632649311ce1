import type { MaskedMethod, PaymentMethod } from '../core/payments/model.js';
import type { PaymentMethodRecords } from '../core/payments/ports.js';
import { ask, tell, type Row, type Statement } from './statement.js';

const of: Statement = {
  name: 'payment methods of customer',
  build: (q, p) =>
    q('payment_methods')
      .select('customer_id', 'doc', 'sealed')
      .where('customer_id', p('customer_id'))
      .orderBy('preference'),
};

const columns = ['customer_id', 'preference', 'doc', 'sealed'] as const;

const keep: Statement = {
  name: 'payment method keep',
  build: (q, p) =>
    q('payment_methods')
      .insert(Object.fromEntries(columns.map((name) => [name, p(name)])))
      .onConflict(['customer_id', 'preference'])
      .merge(['doc', 'sealed']),
};

const remove: Statement = {
  name: 'payment method remove',
  build: (q, p) =>
    q('payment_methods').where('customer_id', p('customer_id')).where('preference', p('preference')).delete(),
};

const erase: Statement = {
  name: 'payment methods erase',
  build: (q, p) => q('payment_methods').where('customer_id', p('customer_id')).delete(),
};

const methodOf = ([customerId, doc, sealed]: Row): PaymentMethod => ({
  customerId: customerId as number,
  ...(JSON.parse(doc as string) as MaskedMethod),
  ...(sealed !== null && { sealed: sealed as string }),
});

/** Payment methods in the database: what may be shown of them as a document, the rest sealed. */
export const paymentMethodRecords: PaymentMethodRecords = {
  *of(customer_id) {
    return (yield* ask(of, { customer_id })).map(methodOf);
  },
  *keep({ customerId: customer_id, sealed, ...shown }) {
    yield* tell(keep, { customer_id, preference: shown.preference, doc: JSON.stringify(shown), sealed });
  },
  *remove(customer_id, preference) {
    yield* tell(remove, { customer_id, preference });
  },
  *erase(customer_id) {
    yield* tell(erase, { customer_id });
  },
};
