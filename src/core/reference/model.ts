/** A person on the operator's staff whom customers are assigned to. Not a login account. */
export interface User {
  readonly id: number;
  readonly name: string;
}

/** A row of a table of codes. Codes are unique in their table, letter case apart. */
export interface Code {
  readonly id: number;
  /** What others name it by, 25 characters at most. */
  readonly code: string;
  readonly description?: string;
  /** Offered no longer; whoever has it keeps it. */
  readonly inactive?: boolean;
}

/** When an invoice is due, and what paying early is worth. */
export interface PaymentTerm extends Code {
  readonly daysNetDue?: number;
  /** Percent, as a decimal text. */
  readonly discountPercent?: string;
  readonly discountDays?: number;
  /** What the days are counted from. */
  readonly dateType?: string;
}

/** An account under which others stand, such as the head office of a chain. */
export interface MasterAccount extends Code {
  /** The customer who is the master. */
  readonly customerId?: number;
  /** Whether the invoices of those below go to the master. */
  readonly billsMaster?: boolean;
  /** Whether those below have the master's branch. */
  readonly usesMasterBranch?: boolean;
}

/** The tables of codes that customers are described by. */
export const codeKinds = [
  'customer-types',
  'salespeople',
  'payment-terms',
  'branches',
  'customer-groups',
  'master-accounts',
  'collection-statuses',
  'customer-relations',
] as const;

export type CodeKind = (typeof codeKinds)[number];
