import type { Desk } from '../operation.js';
import type { Address } from './model.js';

/** Whoever knows which addresses there are. */
export interface AddressValidator {
  /** What is wrong with an address, in sentences for people; none for a good one. That nobody answers is one, too. */
  problems(address: Address): Promise<readonly string[]>;
}

/** What is wrong with an address; nothing with none at all, nor where nobody validates. */
export async function addressProblems({ outside }: Desk, addressOf: () => Address): Promise<readonly string[]> {
  if (!outside.addresses) return [];
  const address = addressOf();
  return Object.values(address).some((part) => part !== '') ? outside.addresses.problems(address) : [];
}
