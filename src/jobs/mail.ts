import { setTimeout as sleep } from 'node:timers/promises';
import type { Mail } from '../core/mail/model.js';
import type { ClaimedMail, MailOutcome } from '../core/mail/ports.js';
import { pauseAfter } from '../core/notify/backoff.js';
import type { Clock } from '../core/ports.js';
import type { Runner } from '../core/run.js';
import type { Log } from '../log.js';

export interface MailParts {
  readonly store: Runner;
  readonly clock: Clock;
  /** Sends one message; rejects with a reason that may be shown. */
  readonly send: (mail: Mail) => Promise<void>;
  /** After so many failures a message is given up. */
  readonly attempts: number;
  readonly log: Pick<Log, 'warn' | 'error'>;
}

/** How often it looks for messages, how many it takes, and how long they are its own. Milliseconds. */
const interval = 500;
const portion = 10;
const lease = 120_000;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One try, and how it ended. */
async function attempt({ send, clock, attempts: most, log }: MailParts, mail: Mail): Promise<MailOutcome> {
  const { id, attempts } = mail;
  try {
    await send(mail);
    return { state: 'sent', attempts, finishedAt: new Date(clock.now()).toISOString() };
  } catch (cause) {
    const error = reasonOf(cause);
    const tries = attempts + 1;
    const dead = tries >= most;
    log.warn(dead ? 'mail given up' : 'mail not sent', { mail: id, attempts: tries, reason: error });
    const now = clock.now();
    if (dead) return { state: 'dead', attempts: tries, error, finishedAt: new Date(now).toISOString() };
    return { state: 'waiting', attempts: tries, error, due: now + pauseAfter(tries, Math.random()) };
  }
}

/** Mail as it goes on in the background. */
export interface Mailing {
  /** Begins nothing more; waits so many milliseconds for what is under way, which else is tried again later. */
  stop(patience: number): Promise<void>;
}

/** Sends what waits, at least once, by however many processes share the database. */
export function startMail(parts: MailParts): Mailing {
  const { store, clock, log } = parts;
  let stopped = false;

  const carry = async (claimed: ClaimedMail): Promise<void> => {
    const outcome = await attempt(parts, claimed.mail);
    await store.change((tx) => tx.mail.settle(claimed, outcome));
  };
  const round = async (): Promise<void> => {
    for (let full = true; full && !stopped;) {
      // A change waits for its turn on the disk, a look does not.
      const now = clock.now();
      const waiting = await store.read((tx) => tx.mail.isDue(now));
      const claims = waiting ? await store.change((tx) => tx.mail.claim(now, now + lease, portion)) : [];
      await Promise.all(claims.map(carry));
      full = claims.length === portion;
    }
  };
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    // A round that takes longer is not followed by all those that it was in the way of.
    running ??= round()
      .catch((error: unknown) => log.warn('mail waits', { reason: reasonOf(error) }))
      .finally(() => (running = undefined));
  }, interval);
  timer.unref();
  return {
    stop: async (patience) => {
      stopped = true;
      clearInterval(timer);
      await Promise.race([running, sleep(patience, undefined, { ref: false })]);
    },
  };
}
