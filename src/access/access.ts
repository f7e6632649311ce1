import { Fault } from '../core/fault.js';
import type { Clock } from '../core/ports.js';
import type { Caller, Credentials, SessionCredentials } from './caller.js';
import { createGate } from './gate.js';
import { createKeyRing, type ResidentKey } from './keys.js';
import { createLimits, type Attempt, type Limits, type LoginLimiters } from './limits.js';
import { createLogin, type LoginRefusal, type ResidentAccount } from './logins.js';
import { createMemory, type Memory } from './memory.js';
import type { Accounts, Sessions } from './ports.js';
import { createSessionDesk, type ResidentSession } from './sessions.js';
import { createSharing } from './sharing.js';

/** Says who a request comes from, or why it may not come in. */
export interface Access {
  /**
   * Answers at once, without a promise, for an anonymous dialect and for a pair or key verified within the last minute.
   * Faults, thrown or rejected: unauthenticated; login-limited with `retryAfter` in seconds.
   */
  admit(dialect: string, credentials: Credentials | undefined, address: string): Caller | Promise<Caller>;
  /** A login that begins a session. Faults as admit. */
  begin(dialect: string, login: PasswordLogin, address: string): Promise<Caller>;
  /** Ends a session; whether there was one. */
  end(session: string): Promise<boolean>;
  /** Removes what has expired. */
  sweep(): Promise<void>;
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
  readonly residentSessions: readonly ResidentSession[];
  readonly residentKeys: readonly ResidentKey[];
  /** The secret under which keys are hashed; empty where there is none, and then no key of the database is known. */
  readonly pepper: string;
  readonly sessions: Sessions;
  readonly clock: Clock;
}

interface PasswordLogin {
  readonly name: string;
  readonly password: string;
}

interface Verification extends Attempt {
  /** What it is remembered by. */
  readonly mark: string;
  /** Finds out who it is, however long that takes. */
  readonly login: () => Promise<Caller | LoginRefusal>;
}

interface Parts {
  readonly memory: Memory;
  readonly limits: Limits;
  readonly clock: Clock;
}

const nobody: Caller = { name: 'anonymous', groups: [] };

async function prove({ memory, limits, clock }: Parts, pair: Verification): Promise<Caller> {
  const known = memory.recall(pair.mark);
  if (known) return known;
  const failures = await limits.check(pair);
  const since = clock.now();
  const caller = await pair.login();
  if (typeof caller === 'string') {
    await limits.failed(pair);
    throw new Fault('unauthenticated', { reason: caller, name: pair.name() });
  }
  memory.remember(pair.mark, caller, since);
  if (failures > 0) await limits.succeeded(pair);
  return caller;
}

/** An attempt keeps its turn until its failure is counted, so that guesses sent all at once are limited too. */
function createVerify(parts: Parts): (pair: Verification) => Promise<Caller> {
  const share = createSharing<Caller>();
  const turns = createGate(4, 256);
  return async (pair) => {
    await parts.limits.check(pair);
    return share(pair.mark, () => turns(() => prove(parts, pair)));
  };
}

type Turned = 'name-missing' | 'session-unknown';

const known = (caller: Caller | undefined, reason: Turned): Caller => {
  if (caller) return caller;
  throw new Fault('unauthenticated', { reason });
};

/** Callers who are known by one secret of theirs or another, verified at most once a minute. */
function createChecks({ accounts, limiters, residents, residentKeys, pepper, clock }: AccessOptions) {
  const memory = createMemory(clock);
  const limits = createLimits(limiters, clock);
  const verify = createVerify({ memory, limits, clock });
  const login = createLogin(accounts, residents);
  const ring = createKeyRing(accounts, residentKeys, pepper);
  const check = (verification: Verification): Caller | Promise<Caller> => {
    limits.refuseKnown(verification);
    return memory.recall(verification.mark) ?? verify(verification);
  };
  return {
    password: (dialect: string, { name, password }: PasswordLogin, address: string): Caller | Promise<Caller> => {
      const mark = memory.key(dialect, name, password);
      return check({ dialect, address, mark, login: () => login(dialect, name, password), name: () => name });
    },
    /** Guesses are counted by the key that was guessed and by the address, so that no client can shut others out. */
    key: (dialect: string, key: string, address: string): Caller | Promise<Caller> => {
      const mark = memory.key(dialect, '', key);
      const login = async () => (await ring.owner(dialect, key)) ?? 'key-unknown';
      // Hashed under the pepper every replica counts it the same; for a key that is remembered nobody asks.
      return check({ dialect, address, mark, login, name: () => ring.hash(dialect, key) });
    },
  };
}

/** Access over the accounts and sessions in the database and those resident in this process. */
export function createAccess(options: AccessOptions): Access {
  const { accounts, anonymous, residents, residentKeys, sessions, residentSessions, clock } = options;
  const checks = createChecks(options);
  const desk = createSessionDesk({ sessions, residents, residentSessions, clock });

  const begin = async (dialect: string, login: PasswordLogin, address: string): Promise<Caller> =>
    desk.begin(dialect, await checks.password(dialect, login, address));

  const session = (dialect: string, { id, login }: SessionCredentials, address: string): Caller | Promise<Caller> => {
    const found = id === undefined ? undefined : desk.find(dialect, id);
    const reason = id === undefined ? 'name-missing' : 'session-unknown';
    if (!login) return found instanceof Promise ? found.then((caller) => known(caller, reason)) : known(found, reason);
    return Promise.resolve(found).then((caller) =>
      caller?.name === login.name ? caller : begin(dialect, login, address),
    );
  };

  return {
    admit: (dialect, credentials, address) => {
      if (anonymous.has(dialect)) return nobody;
      if (!credentials) throw new Fault('unauthenticated', { reason: 'name-missing' });
      if (credentials.kind === 'session') return session(dialect, credentials, address);
      if (credentials.kind === 'key') return checks.key(dialect, credentials.key, address);
      return checks.password(dialect, credentials, address);
    },
    begin,
    end: (id) => desk.end(id),
    sweep: () => sessions.sweep(clock.now()),
    hasCredentials: async (dialect) =>
      [...residents, ...residentKeys].some((resident) => resident.dialect === dialect) ||
      (await accounts.list(dialect)).length > 0,
  };
}
