import { Fault } from './fault.js';

/** Seals secrets for storage and opens them again. Sealing is slow: it comes before a change, never inside one. */
export interface Vault {
  /**
   * Text that tells nothing of the secret. `place` says where it belongs, such as `customers/341/payment-methods/1`: what
   * is moved elsewhere does not open there. Faults: secrets-unavailable where no keys are given.
   */
  seal(secret: string, place: string): Promise<string>;
  /** The secret. Faults: secrets-unavailable where its key is gone, it was changed, or it belongs elsewhere. */
  open(sealed: string, place: string): Promise<string>;
}

const refuse = (): Promise<never> => Promise.reject(new Fault('secrets-unavailable', { reason: 'no-keys' }));

/** A vault without keys, which takes no secret. */
export const closedVault: Vault = { seal: refuse, open: refuse };
