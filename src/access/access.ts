import { Fault } from '../core/fault.js';
import type { Clock } from '../core/ports.js';
import type { Caller, Credentials } from './caller.js';
import { createGate } from './gate.js';
import { createLimits, type Attempt, type Limits, type LoginLimiters } from './limits.js';
import { createLogin, type Login, type ResidentAccount } from './logins.js';
import { createMemory, type Memory } from './memory.js';
import type { Accounts } from './ports.js';
import { createSharing } from './sharing.js';

/** Says who a request comes from, or why it may not come in. */
export interface Access {
  /**
   * Answers at once, without a promise, for an anonymous dialect and for a pair verified within the last minute.
   * Faults, thrown or rejected: unauthenticated; login-limited with `retryAfter` in seconds.
   */
  admit(dialect: string, credentials: Credentials | undefined, address: string): Caller | Promise<Caller>;
  /** Whether anybody can log in to the dialect. */
  hasCredentials(dialect: string): Promise<boolean>;
}

/** What access needs; the limiters are made with the options in `loginLimits`. */
export interface AccessOptions {
  readonly accounts: Accounts;
  readonly limiters: LoginLimiters;
  /** Dialects that admit everybody and ignore whatever credentials are sent. */
  readonly anonymous: ReadonlySet<string>;
  readonly residents: readonly ResidentAccount[];
  readonly clock: Clock;
}

interface Verification extends Attempt {
  /** What the pair is remembered by. */
  readonly key: string;
  readonly password: string;
}

interface Parts {
  readonly memory: Memory;
  readonly limits: Limits;
  readonly login: Login;
  readonly clock: Clock;
}

const nobody: Caller = { name: 'anonymous', groups: [] };

async function prove({ memory, limits, login, clock }: Parts, pair: Verification): Promise<Caller> {
  const known = memory.recall(pair.key);
  if (known) return known;
  const failures = await limits.check(pair);
  const since = clock.now();
  const caller = await login(pair.dialect, pair.name, pair.password);
  if (!caller) {
    await limits.failed(pair);
    throw new Fault('unauthenticated');
  }
  memory.remember(pair.key, caller, since);
  if (failures > 0) await limits.succeeded(pair);
  return caller;
}

/** An attempt keeps its turn until its failure is counted, so that guesses sent all at once are limited too. */
function createVerify(parts: Parts): (pair: Verification) => Promise<Caller> {
  const share = createSharing<Caller>();
  const turns = createGate(4, 256);
  return async (pair) => {
    await parts.limits.check(pair);
    return share(pair.key, () => turns(() => prove(parts, pair)));
  };
}

/** Access over the accounts in the database and those resident in this process. */
export function createAccess({ accounts, limiters, anonymous, residents, clock }: AccessOptions): Access {
  const memory = createMemory(clock);
  const limits = createLimits(limiters, clock);
  const verify = createVerify({ memory, limits, clock, login: createLogin(accounts, residents) });

  return {
    admit: (dialect, credentials, address) => {
      if (anonymous.has(dialect)) return nobody;
      if (!credentials) throw new Fault('unauthenticated');
      const { name, password } = credentials;
      limits.refuseKnown({ dialect, name, address });
      const key = memory.key(dialect, name, password);
      return memory.recall(key) ?? verify({ dialect, name, address, key, password });
    },
    hasCredentials: async (dialect) =>
      residents.some((resident) => resident.dialect === dialect) || (await accounts.list(dialect)).length > 0,
  };
}
