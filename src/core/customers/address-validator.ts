import type { Address } from './model.js';

/** Whoever knows which addresses there are. */
export interface AddressValidator {
  /** What is wrong with an address, in sentences for people; none for a good one. That nobody answers is one, too. */
  problems(address: Address): Promise<readonly string[]>;
}
