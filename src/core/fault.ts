/** What the domain can refuse. A dialect renders each in its vendor's words. */
export const coreFaultCodes = [
  'customer-unknown',
  'customer-out-of-reach',
  'structure-unknown',
  'user-unknown',
  'invalid',
  'number-taken',
  'account-number-taken',
  'reference-taken',
  'source-taken',
  'service-number-taken',
  'source-incomplete',
  'id-taken',
  'reference-missing',
  'in-use',
  'structure-linked',
  'customer-not-removed',
  'customer-on-line-card',
  'customer-has-transactions',
  'login-taken',
  'contact-unknown',
  'contact-exists',
  'record-unknown',
  'code-taken',
  'code-unknown',
  'bill-not-primary',
  'plan-active',
  'secrets-unavailable',
  'payments-unavailable',
  'payment-declined',
] as const;

export type CoreFaultCode = (typeof coreFaultCodes)[number];

/** One thing wrong with one member of what was sent. `rule` names the broken rule; the rest are its parameters. */
export interface Problem {
  readonly member: string;
  readonly rule: string;
  readonly value?: unknown;
  readonly limit?: number | string;
}

/** What a dialect fills its sentence with. */
export interface FaultDetails {
  /** The key that was asked for, as the caller gave it. */
  readonly key?: number | string;
  readonly ids?: readonly number[];
  readonly problems?: readonly Problem[];
  readonly [detail: string]: unknown;
}

/**
 * A refusal as data: something the caller did or asked for, never a bug. Any station may throw one; the dialect turns
 * it into its vendor's envelope. The message is for logs and carries no customer data.
 */
export class Fault<Code extends string = string> extends Error {
  constructor(
    readonly code: Code,
    readonly details: FaultDetails = {},
    message: string = code,
  ) {
    super(message);
    this.name = 'Fault';
  }
}
