import { hash, randomBytes } from 'node:crypto';
import type { Clock } from '../core/ports.js';
import { keep } from './bounded.js';
import type { Caller } from './caller.js';

const lifetime = 60_000;
const size = 10_000;

interface Remembered {
  readonly caller: Caller;
  readonly since: number;
}

/** Callers verified within the last minute, so that a request in a row of many costs no argon2. */
export interface Memory {
  /** What a pair is remembered by: never its text, and different in every process. */
  key(dialect: string, name: string, password: string): string;
  recall(key: string): Caller | undefined;
  /** `since` is when the account was read, in epoch milliseconds: the minute begins there. */
  remember(key: string, caller: Caller, since: number): void;
}

/** Remembers ten thousand pairs for a minute, by SHA-256 of a secret of this process and the pair. */
export function createMemory(clock: Clock): Memory {
  const secret = randomBytes(32).toString('base64');
  const known = new Map<string, Remembered>();
  return {
    key: (dialect, name, password) =>
      // At once: an object that is updated and digested takes three times as long.
      hash('sha256', `${secret} ${name.length} ${dialect} ${name}${password}`, 'base64'),
    recall: (key) => {
      const found = known.get(key);
      if (!found) return undefined;
      const age = clock.now() - found.since;
      if (age >= 0 && age < lifetime) return found.caller;
      known.delete(key);
      return undefined;
    },
    remember: (key, caller, since) => keep(known, size, key, { caller, since }),
  };
}
