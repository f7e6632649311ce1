import type { CustomerStatus } from '../customers/model.js';

/** What becomes of customers who are so many days behind. */
export interface AgeingStep {
  /** At least 1. */
  readonly days: number;
  readonly status: CustomerStatus;
}

/** The statuses that ageing may give, from the mildest on. */
export const agedStatuses = [
  ...(['overdue1', 'overdue2', 'overdue3', 'suspended1', 'suspended2', 'suspended3'] as const),
  ...(['inactive1', 'inactive2', 'inactive3'] as const),
] as const;

const severity = (status: CustomerStatus): number => (agedStatuses as readonly CustomerStatus[]).indexOf(status);

/** The step for who is so many days behind; the last one that applies. */
export const stepFor = (steps: readonly AgeingStep[], days: number): AgeingStep | undefined =>
  steps
    .filter((step) => step.days <= days)
    .sort((a, b) => a.days - b.days)
    .at(-1);

/** Whether a customer's bills are looked after: who is suspended, inactive or not yet begun is left alone. */
export const isBilled = (status: CustomerStatus): boolean =>
  status === 'active' || status === 'provisioning' || status.startsWith('overdue');

/** Whether a status is worse than another. */
export const isWorse = (status: CustomerStatus, than: CustomerStatus): boolean => severity(status) > severity(than);
