import type { Work } from '../change.js';
import type { Customer } from '../customers/model.js';
import type { Operation } from '../operation.js';
import type { PaymentMethod } from '../payments/model.js';
import type { Context } from '../ports.js';
import { add, rewrite } from '../records/write.js';
import { isBilled } from './ageing.js';
import { mayTry, type ChargeRecord, type Claim } from './charge.js';
import { claimOn } from './claim.js';
import { afterInstallment } from './plan.js';

export interface BeginCharge {
  readonly customerId: number;
  /** What is due by this day is charged. */
  readonly day: string;
  /** ISO 4217; of customers who have no currency of their own. */
  readonly currency: string;
}

/** A charge that the gateway is to be asked for. */
export interface BegunCharge {
  readonly charge: ChargeRecord;
  /** What it is made with; undefined where the customer has it no more, or is not to be charged this any more. */
  readonly method?: PaymentMethod | undefined;
  /** Whether somebody began it before, and may have asked. */
  readonly resumed: boolean;
}

/** What is known of a customer when it is to be charged. */
interface Situation {
  readonly methods: readonly PaymentMethod[];
  readonly charges: readonly ChargeRecord[];
  /** Its own currency, where it has one. */
  readonly currency?: string | undefined;
  /** Whether it is charged at all: not who is suspended, inactive, not yet begun or gone. */
  readonly isCharged: boolean;
}

/** The next of a customer's methods to try: one that bears a charge, and may be tried for this today. */
export const nextMethod = (
  methods: readonly PaymentMethod[],
  claim: Claim,
  charges: readonly ChargeRecord[],
  day: string,
): PaymentMethod | undefined =>
  methods.find((method) => method.sealed !== undefined && mayTry(claim, charges, method, day));

/** What is due now. An installment on a day when nothing is owed passes without a charge. */
function* dueNow(context: Context, customerId: number, day: string): Work<Claim | undefined> {
  const { plan, claim } = yield* claimOn(context.tx, customerId, day);
  if (!plan || !claim || Number(claim.amount) > 0) return claim;
  yield* rewrite(context, { kind: 'payment-plans', record: afterInstallment(plan, day) }, plan);
  return undefined;
}

/** A charge that was begun before; its method only where it is still right to make it. */
function* resumed({ tx }: Context, charge: ChargeRecord, { methods, isCharged }: Situation): Work<BegunCharge> {
  const { claim } = yield* claimOn(tx, charge.customerId, charge.day);
  const same = claim?.invoiceId === charge.invoiceId && claim?.planId === charge.planId;
  const isRight = isCharged && same && claim?.amount === charge.amount;
  const its = methods.find(({ preference, sealed }) => sealed !== undefined && preference === charge.preference);
  return { charge, method: isRight ? its : undefined, resumed: true };
}

function* begun(context: Context, input: BeginCharge, situation: Situation): Work<BegunCharge | undefined> {
  const { methods, charges, currency = input.currency } = situation;
  const { customerId, day } = input;
  const claim = yield* dueNow(context, customerId, day);
  const method = claim && nextMethod(methods, claim, charges, day);
  if (!method) return undefined;
  const createdAt = new Date(context.clock.now()).toISOString();
  const what = { ...claim, customerId, day, currency, preference: method.preference, key: context.ids.number() };
  const record = { ...what, state: 'pending', createdAt } as const;
  const charge = (yield* add(context, { kind: 'charges', record })) as ChargeRecord;
  return { charge, method, resumed: false };
}

function* situationOf({ tx }: Context, customer: Customer): Work<Situation> {
  return {
    methods: yield* tx.paymentMethods.of(customer.id),
    charges: yield* tx.billing.chargesOf(customer.id),
    currency: customer.currency,
    isCharged: customer.removedAt === undefined && isBilled(customer.status),
  };
}

/**
 * Begins the charge that is next for a customer, or takes up the one that was begun before; undefined where there is
 * none, since nothing is due, every method was declined, or the customer is suspended, inactive or gone.
 */
export const beginCharge: Operation<BeginCharge, BegunCharge | undefined> = {
  mode: 'change',
  *run(context, input) {
    const customer = yield* context.tx.customers.hold(input.customerId);
    if (!customer) return undefined;
    const situation = yield* situationOf(context, customer);
    const pending = situation.charges.find(({ state }) => state === 'pending');
    if (pending) return yield* resumed(context, pending, situation);
    return situation.isCharged ? yield* begun(context, input, situation) : undefined;
  },
};
