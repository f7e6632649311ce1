import { hash as hashed, randomBytes } from 'node:crypto';
import type { Clock } from '../core/ports.js';
import type { Caller } from './caller.js';
import { callerOf, type ResidentAccount } from './logins.js';
import type { FoundSession, Sessions } from './ports.js';

/** A session that lives in this process only, never expires and whose id is no secret, as the demo's. */
export interface ResidentSession {
  readonly id: string;
  readonly dialect: string;
  readonly name: string;
}

const hour = 3_600_000;
const minute = 60_000;

/** Begins sessions, finds them again, ends them. */
export interface SessionDesk {
  /** The caller with a new session, an hour long and an hour again from its last use. */
  begin(dialect: string, caller: Caller): Promise<Caller>;
  /** One statement; the hour is begun anew at most once a minute. */
  find(dialect: string, id: string): Caller | undefined | Promise<Caller | undefined>;
  /** Whether there was such a session. */
  end(id: string): Promise<boolean>;
}

export interface DeskParts {
  readonly sessions: Sessions;
  readonly residents: readonly ResidentAccount[];
  readonly residentSessions: readonly ResidentSession[];
  readonly clock: Clock;
}

const hashOf = (id: string): string => hashed('sha256', id, 'hex');

/** A desk over the sessions in the database and those resident in this process. */
export function createSessionDesk({ sessions, residents, residentSessions, clock }: DeskParts): SessionDesk {
  const resident = (dialect: string, name: string) =>
    residents.find((account) => account.dialect === dialect && account.name === name);
  const published = new Map(residentSessions.map((session) => [hashOf(session.id), session]));

  const callerOfSession = (dialect: string, id: string, found: FoundSession | undefined): Caller | undefined => {
    if (found?.dialect !== dialect) return undefined;
    const account = found.accountId === undefined ? resident(dialect, found.name) : found.account;
    if (!account) return undefined;
    const until = clock.now() + hour;
    if (until - found.expiresAt > minute) sessions.extend(found.hash, until).catch(() => undefined);
    return { session: id, ...callerOf(account) };
  };

  return {
    begin: async (dialect, caller) => {
      const id = randomBytes(16).toString('hex');
      const { name, account } = caller;
      const expiresAt = clock.now() + hour;
      await sessions.add({
        hash: hashOf(id),
        dialect,
        name,
        expiresAt,
        ...(account !== undefined && { accountId: account }),
      });
      return { session: id, ...caller };
    },
    find: (dialect, id) => {
      const hash = hashOf(id);
      const open = published.get(hash);
      const account = open?.dialect === dialect ? resident(dialect, open.name) : undefined;
      if (account) return { session: id, ...callerOf(account) };
      const found = sessions.find(hash, clock.now());
      if (!(found instanceof Promise)) return callerOfSession(dialect, id, found);
      return found.then((session) => callerOfSession(dialect, id, session));
    },
    end: (id) => sessions.end(hashOf(id)),
  };
}
