import type { Preference } from '../payments/model.js';

/** How often, on days of their own, the same thing is tried to be charged. */
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

/** Which methods were declined for this on that day; every one of them where it was tried often enough. */
export function declinedFor(claim: Claim, charges: readonly ChargeRecord[], day: string): ReadonlySet<number> | 'all' {
  const declined = charges.filter((charge) => charge.state === 'declined' && isFor(claim, charge));
  const days = new Set(declined.map((charge) => charge.day)).add(day);
  if (days.size > mostDays) return 'all';
  return new Set(declined.filter((charge) => charge.day === day).map(({ preference }) => preference));
}
