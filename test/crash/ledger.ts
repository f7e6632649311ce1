/** One write that a client asked for. Its times count what happened in the test, not seconds. */
export interface Attempt {
  /** In every member that the write sets, and in nothing that any other write sets. */
  readonly token: string;
  readonly kind: 'add' | 'update';
  /** The customer's number. */
  readonly number: string;
  readonly sentAt: number;
  /** When the whole answer of success had arrived; undefined when none came. */
  ackedAt?: number;
  /** The customer's id; of an add that was not acknowledged, unknown. */
  id?: number;
}

/** A customer that was acknowledged. */
export interface Known {
  readonly id: number;
  readonly number: string;
}

/** Everything that was ever asked for on one database, and what was acknowledged. */
export interface Ledger {
  readonly attempts: ReadonlyMap<string, Attempt>;
  acknowledged(): number;
  add(): Attempt;
  update(customer: Known): Attempt;
  acknowledge(attempt: Attempt, id: number): void;
}

/** What a write sets, in the words of the dialect. */
export const contentOf = (token: string) => ({
  Name: `Name ${token}`,
  Phone: token.replace(/\D/g, '').padStart(10, '0'),
  Email: `${token}@example.com`,
  BillingCity: `City ${token}`,
  Description: `${token} `.repeat(40).trim(),
});

/** The same in the words of the stored customer. */
export const storedOf = (token: string): Readonly<Record<string, string>> => {
  const { Name, Phone, Email, BillingCity, Description } = contentOf(token);
  return {
    name: Name,
    'contacts.primary.phone': Phone,
    'contacts.primary.email': Email,
    'addresses.billing.city': BillingCity,
    description: Description,
  };
};

/** The write that set a description. */
export const tokenIn = (description: string): string => description.split(' ', 1)[0] ?? '';

export function createLedger(): Ledger {
  const attempts = new Map<string, Attempt>();
  let time = 0;
  let acknowledged = 0;
  const made = (attempt: Omit<Attempt, 'token' | 'sentAt'>): Attempt => {
    const token = `w${attempts.size + 1}`;
    const kept = { ...attempt, token, sentAt: (time += 1) };
    attempts.set(token, kept);
    return kept;
  };
  return {
    attempts,
    acknowledged: () => acknowledged,
    add: () => made({ kind: 'add', number: `C-${attempts.size + 1}` }),
    update: ({ id, number }) => made({ kind: 'update', number, id }),
    acknowledge: (attempt, id) => {
      attempt.ackedAt = time += 1;
      attempt.id = id;
      acknowledged += 1;
    },
  };
}
