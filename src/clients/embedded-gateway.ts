import type { PaymentGateway, PaymentOutcome } from '../core/payments/gateway.js';
import type { Payable } from '../core/payments/model.js';

/** The numbers that are approved: card numbers, account numbers, tokens. The README lists them. */
const approving: ReadonlySet<string> = new Set([
  ...['4111111111111111', '4242424242424242', '5555555555554444', '378282246310005', '6011111111111117'],
  ...['000123456789', 'tok-approved'],
]);

/** Those that are declined, and why. */
const declining: Readonly<Record<string, string>> = {
  '4000000000000002': 'card-declined',
  '4000000000009995': 'insufficient-funds',
  '4000000000000069': 'expired-card',
  '000111111116': 'account-closed',
  'tok-declined': 'card-declined',
};

/** How many charges are remembered; the oldest is forgotten for one more. */
const remembered = 100_000;

function numberOf(method: Payable): string {
  if (method.type === 'credit-card') return method.number;
  return method.type === 'ach' ? method.accountNumber : method.token;
}

function outcomeOf(key: string, method: Payable): PaymentOutcome {
  const number = numberOf(method);
  if (approving.has(number)) return { result: 'approved', reference: `embedded-${key}` };
  return { result: 'declined', reason: declining[number] ?? 'no-test-number' };
}

/**
 * A gateway that moves no money, for demos and tests of clients: it approves and declines documented test numbers, and
 * declines everything else. It remembers its charges until the process ends.
 */
export function createEmbeddedGateway(): PaymentGateway {
  const charges = new Map<string, PaymentOutcome>();
  return {
    authorise: async ({ key, method }) => outcomeOf(key, method),
    charge: async ({ key, method }) => {
      const outcome = charges.get(key) ?? outcomeOf(key, method);
      const [oldest] = charges.size < remembered ? [] : charges.keys();
      if (oldest !== undefined) charges.delete(oldest);
      charges.set(key, outcome);
      return outcome;
    },
    lookUp: async (key) => charges.get(key) ?? { result: 'absent' },
  };
}
