import { previewCharge } from '../core/billing/due.js';
import { money, total } from '../core/billing/money.js';
import { dueParts, type JobParts } from './daily.js';

/** What a day's jobs would come to. */
export interface DayPreview {
  readonly installments: number;
  readonly invoices: number;
  /** Of all charges, a decimal with two places. */
  readonly amount: string;
  /** How many customers have a step of ageing before them. */
  readonly ageing: number;
}

/** How much would be charged to those for whom something is due; of a customer's invoices the first one counts. */
async function charges(parts: JobParts, due: 'installment' | 'invoice', day: string): Promise<readonly string[]> {
  const amounts: string[] = [];
  if (!parts.charges) return amounts;
  for await (const ids of dueParts(parts, due, day)) {
    for (const customerId of ids) {
      const claim = await parts.perform('charge.preview', previewCharge, { customerId, day });
      if (claim && Number(claim.amount) > 0) amounts.push(claim.amount);
    }
  }
  return amounts;
}

/** Counts what would be done on a day, and does nothing. */
export async function previewDay(parts: JobParts, day: string): Promise<DayPreview> {
  const installments = await charges(parts, 'installment', day);
  const invoices = await charges(parts, 'invoice', day);
  let ageing = 0;
  for await (const ids of dueParts(parts, 'ageing', day)) ageing += ids.length;
  const amount = money(total([...installments, ...invoices]));
  return { installments: installments.length, invoices: invoices.length, amount, ageing };
}
