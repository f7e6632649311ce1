import type { Work } from '../core/change.js';
import type { AgeingStep } from '../core/billing/ageing.js';
import type { Aged } from '../core/billing/model.js';
import type { BillingRecords, DuePlace } from '../core/billing/ports.js';
import { markOf, setMark } from './marks.js';
import { ask, limitMarker, tell, type Statement } from './statement.js';

type AgeingRecords = Pick<BillingRecords, 'agedOf' | 'setAged' | 'due' | 'ageingSteps' | 'setAgeingSteps'>;

const agedOf: Statement = {
  name: 'aged of customer',
  build: (q, p) => q('customer_balances').select('aged_days', 'aged_status').where('customer_id', p('customer')),
};

const setAged: Statement = {
  name: 'aged put',
  build: (q, p) =>
    q('customer_balances')
      .update({ aged_days: p('days'), aged_status: p('status') })
      .where('customer_id', p('customer')),
};

const due: Statement = {
  name: 'customers with something due',
  build: (q, p) =>
    q('customer_balances')
      .select('customer_id', 'due_from', 'aged_days')
      .where('due_from', '<=', p('until'))
      .whereRaw('(due_from, customer_id) > (?, ?)', [p('day'), p('customer')])
      .orderBy(['due_from', 'customer_id'])
      .limit(limitMarker),
};

const mark = 'ageing';

const beginning: DuePlace = { day: '', customerId: 0 };

/** How late customers are, in the database. */
export const ageingRecords: AgeingRecords = {
  *agedOf(customer): Work<Aged | undefined> {
    const [row] = yield* ask(agedOf, { customer });
    if (!row || row[0] === null) return undefined;
    return { days: row[0] as number, ...(row[1] !== null && { status: row[1] as NonNullable<Aged['status']> }) };
  },
  setAged: (customer, aged) => tell(setAged, { customer, days: aged?.days, status: aged?.status }),
  *due(until, { day, customerId } = beginning, limit) {
    const rows = yield* ask(due, { until, day, customer: customerId, limit });
    return rows.map(([id, from, aged]) => ({
      customerId: id as number,
      day: from as string,
      agedDays: (aged ?? undefined) as number | undefined,
    }));
  },
  *ageingSteps() {
    return JSON.parse((yield* markOf(mark)) ?? '[]') as readonly AgeingStep[];
  },
  setAgeingSteps: (steps) => setMark(mark, JSON.stringify(steps)),
};
