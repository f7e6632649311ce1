import type { PaymentMethod, Preference } from '../payments/model.js';

/** On how many days a method is tried for the same thing. */
const mostDays = 10;

/** Something that the payment gateway was asked to charge, or is about to be asked. */
export interface ChargeRecord {
  readonly id: number;
  readonly customerId: number;
  /** The gateway charges a key once. */
  readonly key: string;
  /** The day it is made for. */
  readonly day: string;
  /** A decimal with two places, and its currency, ISO 4217. */
  readonly amount: string;
  readonly currency: string;
  /** Which of the customer's methods is charged. */
  readonly preference: Preference;
  /** What is charged: an invoice, or an installment of a plan, by the day it was due. */
  readonly invoiceId?: number;
  readonly planId?: number;
  readonly dueDate: string;
  /** Pending from before the gateway is asked until its answer is kept. */
  readonly state: 'pending' | 'approved' | 'declined';
  /** What the gateway calls the charge it approved, and the payment it became. */
  readonly reference?: string;
  readonly paymentId?: number;
  /** Why it was declined, and whether there was no other method left to try. */
  readonly reason?: string;
  readonly last?: boolean;
  readonly createdAt: string;
}

/** What is to be charged. */
export type Claim = Pick<ChargeRecord, 'amount' | 'dueDate' | 'invoiceId' | 'planId'>;

const isFor = (claim: Claim, { invoiceId, planId, dueDate }: ChargeRecord): boolean =>
  claim.invoiceId === undefined
    ? claim.planId === planId && claim.dueDate === dueDate && invoiceId === undefined
    : claim.invoiceId === invoiceId;

/**
 * Whether a method may be tried for this on a day: once a day, and on so many days since it was given. Who replaces a
 * method that was declined gives another one.
 */
export function mayTry(
  claim: Claim,
  charges: readonly ChargeRecord[],
  { preference, keptAt = '' }: Pick<PaymentMethod, 'preference' | 'keptAt'>,
  day: string,
): boolean {
  const declined = charges.filter(
    (charge) => charge.state === 'declined' && charge.preference === preference && charge.createdAt >= keptAt,
  );
  const days = new Set(declined.filter((charge) => isFor(claim, charge)).map((charge) => charge.day));
  return days.size < mostDays && !days.has(day);
}
