import type { Work } from '../change.js';
import type { Operation } from '../operation.js';
import type { PaymentOutcome } from '../payments/gateway.js';
import type { Context } from '../ports.js';
import type { KeptRecord } from '../records/inputs.js';
import { add, rewrite } from '../records/write.js';
import { nextMethod } from './begin-charge.js';
import type { ChargeRecord } from './charge.js';
import { afterInstallment } from './plan.js';

/** What the gateway said. */
export type ChargeOutcome = Exclude<PaymentOutcome, { readonly result: 'unknown' }>;

export interface FinishCharge {
  readonly id: number;
  readonly outcome: ChargeOutcome;
}

function* advanced(context: Context, planId: number, day: string): Work<void> {
  const plan = yield* context.tx.records['payment-plans'].find(planId);
  if (!plan || plan.remaining === 0) return;
  yield* rewrite(context, { kind: 'payment-plans', record: afterInstallment(plan, day) }, plan);
}

function* approved(context: Context, charge: ChargeRecord, reference: string): Work<ChargeRecord> {
  const { customerId, amount, day, invoiceId, planId, preference } = charge;
  const methods = yield* context.tx.paymentMethods.of(customerId);
  const type = methods.find((method) => method.preference === preference)?.type;
  const of = { ...(invoiceId !== undefined && { invoiceId }), ...(type !== undefined && { type }) };
  const record = { customerId, amount, date: day, ...of };
  const payment: KeptRecord = yield* add(context, { kind: 'payments', record });
  if (planId !== undefined) yield* advanced(context, planId, day);
  return { ...charge, state: 'approved', reference, paymentId: payment.id };
}

function* declined({ tx }: Context, charge: ChargeRecord, reason: string): Work<ChargeRecord> {
  const { customerId, day } = charge;
  const refused = { ...charge, state: 'declined', reason } as const;
  const others = (yield* tx.billing.chargesOf(customerId)).filter(({ id }) => id !== charge.id);
  const methods = yield* tx.paymentMethods.of(customerId);
  const next = nextMethod(methods, refused, [...others, refused], day);
  return { ...refused, last: next === undefined };
}

/**
 * Keeps what became of a charge: an approved one is a payment, and the installment of its plan is done. Doing it twice is
 * doing it once.
 */
export const finishCharge: Operation<FinishCharge, void> = {
  mode: 'change',
  *run(context, { id, outcome }) {
    const found = yield* context.tx.records.charges.find(id);
    if (!found) return;
    yield* context.tx.customers.hold(found.customerId);
    const charge = yield* context.tx.records.charges.find(id);
    if (charge?.state !== 'pending') return;
    const record =
      outcome.result === 'approved'
        ? yield* approved(context, charge, outcome.reference)
        : yield* declined(context, charge, outcome.reason);
    yield* rewrite(context, { kind: 'charges', record }, charge);
  },
};
