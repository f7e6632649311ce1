import { pauseAfter } from '../core/notify/backoff.js';
import { secretPlace } from '../core/notify/callbacks.js';
import type { Notice } from '../core/notify/model.js';
import type { Claim, Lane, Outcome } from '../core/notify/ports.js';
import type { Clock } from '../core/ports.js';
import type { Vault } from '../core/vault.js';
import type { Message, Receiver } from '../dialect/callbacks.js';
import type { Log } from '../log.js';
import { Undelivered, type Post } from './post.js';

export interface AttemptParts {
  readonly clock: Clock;
  readonly vault: Pick<Vault, 'open'>;
  /** What is sent, by dialect. */
  readonly messages: ReadonlyMap<string, (notice: Notice, to: Receiver) => Message>;
  readonly post: Post;
  /** After so many failures a delivery is given up. */
  readonly attempts: number;
  readonly log: Pick<Log, 'warn' | 'error'>;
}

/** What an error says, for the log. */
export const reasonOf = (error: unknown): string => String((error as { readonly message?: unknown }).message ?? error);

function failed({ clock, attempts: most }: AttemptParts, attempts: number, error: string): Outcome {
  const now = clock.now();
  if (attempts >= most) return { state: 'dead', attempts, error, finishedAt: now };
  return { state: 'waiting', attempts, error, due: now + pauseAfter(attempts, Math.random()) };
}

async function send({ vault, messages, post }: AttemptParts, lane: Lane, claim: Claim, signal: AbortSignal) {
  const { dialect, url, secret: sealed } = lane.callback;
  const secret = sealed === undefined ? undefined : await vault.open(sealed, secretPlace(lane.callback));
  const message = messages.get(dialect)?.(claim.notice, { url, secret });
  if (message) await post.send(message, signal);
}

/** Tells the log of a failure; what is in the message or where it went stays out of it. */
function tell({ log }: AttemptParts, { id, callbackId }: Claim, { state, attempts }: Outcome, error: unknown): void {
  const facts = { delivery: id, callback: callbackId, attempts, reason: reasonOf(error) };
  const what = state === 'dead' ? 'delivery given up' : 'delivery failed';
  if (error instanceof Undelivered) log.warn(what, facts);
  else log.error(what, facts);
}

/** One try, and how it ended; undefined where the signal broke it off. */
export type Attempt = (lane: Lane, claim: Claim) => Promise<Outcome | undefined>;

/** Tries until the signal. */
export function createAttempt(parts: AttemptParts, signal: AbortSignal): Attempt {
  return async (lane, claim) => {
    try {
      await send(parts, lane, claim, signal);
      return { state: 'delivered', attempts: claim.attempts, finishedAt: parts.clock.now() };
    } catch (error) {
      if (signal.aborted) return undefined;
      const outcome = failed(parts, claim.attempts + 1, error instanceof Undelivered ? error.message : 'not sent');
      tell(parts, claim, outcome, error);
      return outcome;
    }
  };
}
