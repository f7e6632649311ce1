import { hash, verify } from '@node-rs/argon2';
import { createGate } from './gate.js';

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const computations = createGate(4, 256);

/** A hash that no password has, as costly to verify as a real one: for names that are not known. */
export const nobodysHash =
  `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}` +
  `$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** The argon2id hash of a password (19 MiB, two passes), in PHC form. Four are computed at once in the process. */
export function hashPassword(password: string): Promise<string> {
  return computations(() => hash(password, cost));
}

/** Whether the hash is this password's. Takes its turn with every other computation in the process. */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return computations(() => verify(passwordHash, password));
}
