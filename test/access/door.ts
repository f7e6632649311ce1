import { createAccess, type Access, type AccessOptions } from '../../src/access/access.js';
import { addAccount } from '../../src/access/accounts.js';
import type { Caller } from '../../src/access/caller.js';
import { loginLimits, type LoginLimiters } from '../../src/access/limits.js';
import type { Accounts } from '../../src/access/ports.js';
import { createAccounts } from '../../src/store/accounts.js';
import type { Engine } from '../../src/store/engine.js';
import { migrate } from '../../src/store/migrate.js';
import { createSessions } from '../../src/store/sessions.js';
import { createSqlite } from '../../src/store/sqlite.js';

/** What access needs for sessions and keys, where no test is about them. */
export const noSessions = (engine: Engine) => ({
  ...{ sessions: createSessions(engine), residentSessions: [] },
  ...{ residentKeys: [], pepper: '' },
});

/** The password of every account the tests add. */
export const right = 'correct horse';

/** Access over a database in memory, a clock that the test moves, and a count of the accounts looked up. */
export interface Door {
  readonly access: Access;
  readonly accounts: Accounts;
  readonly engine: Engine;
  readonly clock: { now(): number; move(milliseconds: number): void };
  readonly lookups: () => number;
  /** Keeps every lookup waiting until the answered function is called. */
  hold(): () => void;
  add(name: string, groups?: readonly string[]): Promise<void>;
  /** Tries a password of an account in dialect `a`. */
  try(name: string, password?: string, address?: string): Caller | Promise<Caller>;
  /** The code of the fault that a try ends in. */
  refusal(name: string, password?: string, address?: string): Promise<unknown>;
}

function movedClock() {
  let now = Date.UTC(2026, 0, 1);
  return { now: () => now, move: (milliseconds: number) => void (now += milliseconds) };
}

/** The outcome's fault code, whether it was thrown or rejected; undefined when there was none. */
export async function codeOf(attempt: () => unknown): Promise<unknown> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    return (error as { readonly code?: unknown }).code ?? error;
  }
}

/** The standard limits, counted in a database. */
export const limitersOf = (engine: Engine): LoginLimiters => ({
  pair: engine.limiter(loginLimits.pair),
  account: engine.limiter(loginLimits.account),
  address: engine.limiter(loginLimits.address),
});

/** An empty database with access to its accounts; close `engine` at the end. */
export async function createDoor(options: Partial<Omit<AccessOptions, 'accounts'>> = {}): Promise<Door> {
  const engine = createSqlite(':memory:');
  await migrate(engine);
  const accounts = createAccounts(engine);
  const clock = movedClock();
  let lookups = 0;
  let held: Promise<void> | undefined;
  const find: Accounts['find'] = async (dialect, name) => {
    lookups++;
    await held;
    return accounts.find(dialect, name);
  };
  const given = {
    limiters: limitersOf(engine),
    clock,
    anonymous: new Set<string>(),
    residents: [],
    ...noSessions(engine),
    ...options,
  };
  const access = createAccess({ accounts: { ...accounts, find }, ...given });
  const attempt: Door['try'] = (name, password = right, address = '192.0.2.1') =>
    access.admit('a', { kind: 'basic', name, password }, address);
  return {
    ...{ access, accounts, engine, clock, lookups: () => lookups, try: attempt },
    hold: () => {
      let release = (): void => undefined;
      held = new Promise((done) => (release = done));
      return () => release();
    },
    add: async (name, groups = []) =>
      void (await addAccount(accounts, clock, { dialect: 'a', name, password: right, groups })),
    refusal: (...of) => codeOf(() => attempt(...of)),
  };
}
