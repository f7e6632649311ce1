import { hash } from 'node:crypto';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { Fault } from '../core/fault.js';
import type { Clock } from '../core/ports.js';
import { keep } from './bounded.js';

const quarter = 15 * 60;
const mostClosed = 10_000;

/** What failed logins are counted by: an account from one address, an account from anywhere, an address. */
export type LoginScope = 'pair' | 'account' | 'address';

/** One counter a scope, kept where every process of the gateway sees it. */
export type LoginLimiters = Readonly<Record<LoginScope, RateLimiterAbstract>>;

/** How many failures are allowed in how many seconds; options of the limiters. */
export const loginLimits = {
  pair: { keyPrefix: 'login-pair', points: 10, duration: quarter },
  account: { keyPrefix: 'login-account', points: 100, duration: quarter },
  address: { keyPrefix: 'login-address', points: 100, duration: quarter },
} as const;

/** Who tries to log in, and from where. */
export interface Attempt {
  readonly dialect: string;
  /** Worked out only where something is counted. */
  readonly name: () => string;
  readonly address: string;
}

/** Counts failed logins and refuses more when there were too many. */
export interface Limits {
  /** From what this process has seen, without asking the store. Faults: login-limited. */
  refuseKnown(attempt: Attempt): void;
  /** Asks the store; answers how often this pair has failed. Faults: login-limited. */
  check(attempt: Attempt): Promise<number>;
  failed(attempt: Attempt): Promise<void>;
  /** Forgets the failures of this account from this address. */
  succeeded(attempt: Attempt): Promise<void>;
}

type Keys = Readonly<Record<LoginScope, string>>;

const scopes: readonly LoginScope[] = ['pair', 'account', 'address'];

const digest = (...parts: readonly string[]): string => hash('sha256', JSON.stringify(parts), 'base64url');

function keysOf({ dialect, name: nameOf, address }: Attempt): Keys {
  const name = nameOf();
  return { pair: digest(dialect, name, address), account: digest(dialect, name), address: digest(address) };
}

interface Closures {
  /** False while nothing is closed, which spares everybody the hashing of keys. */
  any(): boolean;
  close(key: string, milliseconds: number): void;
  /** Faults: login-limited when one of the keys is closed. */
  refuse(keys: Keys): void;
}

/** What this process knows to be over its limit; the first of them end first, since all last equally long. */
function createClosures(clock: Clock): Closures {
  const until = new Map<string, number>();
  return {
    any: () => {
      for (const [key, end] of until) {
        if (end > clock.now()) break;
        until.delete(key);
      }
      return until.size > 0;
    },
    close: (key, milliseconds) => keep(until, mostClosed, key, clock.now() + milliseconds),
    refuse: (keys) => {
      const wait = Math.max(...scopes.map((scope) => until.get(keys[scope]) ?? 0)) - clock.now();
      if (wait > 0) throw new Fault('login-limited', { retryAfter: Math.ceil(wait / 1000) });
    },
  };
}

/** Keys reach the store hashed: names come from clients, and are sometimes passwords in the wrong field. */
export function createLimits(limiters: LoginLimiters, clock: Clock): Limits {
  const closures = createClosures(clock);

  const ask = async (keys: Keys, question: 'get' | 'penalty'): Promise<number> => {
    const answers = await Promise.all(scopes.map((scope) => limiters[scope][question](keys[scope])));
    scopes.forEach((scope, index) => {
      const answer = answers[index];
      if (answer && answer.consumedPoints >= limiters[scope].points) closures.close(keys[scope], answer.msBeforeNext);
    });
    return answers[0]?.consumedPoints ?? 0;
  };

  return {
    refuseKnown: (attempt) => {
      if (closures.any()) closures.refuse(keysOf(attempt));
    },
    check: async (attempt) => {
      const keys = keysOf(attempt);
      const failures = await ask(keys, 'get');
      closures.refuse(keys);
      return failures;
    },
    failed: async (attempt) => void (await ask(keysOf(attempt), 'penalty')),
    succeeded: async (attempt) => void (await limiters.pair.delete(keysOf(attempt).pair)),
  };
}
