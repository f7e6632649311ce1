import type { Claim, Lane } from '../core/notify/ports.js';
import { settled } from '../core/notify/settle.js';
import type { Runner } from '../core/run.js';
import { createAttempt, reasonOf, type Attempt, type AttemptParts } from './attempt.js';

export interface DeliveryParts extends AttemptParts {
  readonly store: Runner;
  /** How long a try may take, in milliseconds. */
  readonly timeout: number;
}

/** Deliveries as they go on in the background. */
export interface Deliveries {
  /** Begins nothing more; waits so many milliseconds for what was begun, and leaves the rest for others at once. */
  stop(patience: number): Promise<void>;
}

/** How long it waits to look again, at most; and how long where the database is in trouble. Milliseconds. */
const interval = 500;
const rest = 3000;

/** How many messages are on their way to one callback at a time, so that a slow one is in nobody else's way. */
const width = 8;

/** What a lease is longer than a try. Milliseconds. */
const margin = 5000;

/** The deliveries of this process that are on their way, by callback. */
function createTraffic({ store, clock, log, timeout }: DeliveryParts, attempt: Attempt, done: () => void) {
  const traffic = new Map<number, Set<Promise<void>>>();

  const deliver = async (lane: Lane, claim: Claim): Promise<void> => {
    const outcome = await attempt(lane, claim);
    const now = clock.now();
    const { attempts } = claim;
    await store.change((tx) => settled(tx, claim, outcome ?? { state: 'waiting', attempts, due: now }, now));
  };
  const begin = (lane: Lane, claim: Claim, busy: Set<Promise<void>>): void => {
    const delivery = deliver(lane, claim)
      .catch((error: unknown) => log.error('delivery not settled', { delivery: claim.id, reason: reasonOf(error) }))
      .finally(() => {
        busy.delete(delivery);
        done();
      });
    busy.add(delivery);
  };
  return {
    /** Takes as many of a lane's as there is room for. */
    serve: async (lane: Lane): Promise<void> => {
      const { id } = lane.callback;
      const busy = traffic.get(id) ?? new Set();
      traffic.set(id, busy);
      if (busy.size >= width) return;
      const now = clock.now();
      const lease = now + timeout + margin;
      const claims = await store.change((tx) => tx.deliveries.claim(id, now, lease, width - busy.size));
      for (const claim of claims) begin(lane, claim, busy);
    },
    settled: async (): Promise<void> => void (await Promise.all([...traffic.values()].flatMap((busy) => [...busy]))),
  };
}

/** Runs something again and again, one after the other: after the pause that it answers, or as soon as it is called. */
function createRounds(round: () => Promise<number>) {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const call = (milliseconds = 0): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => {
      running = running.then(async () => (stopped ? undefined : call(await round())));
    }, milliseconds).unref();
  };
  return {
    call,
    stop: async (): Promise<void> => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/**
 * Delivers what is put down in the outbox until it is stopped: at least once, in order for each customer and callback, by
 * however many processes share the database. What is told in the words of a dialect that this process does not serve
 * stays for one that does.
 */
export function startDeliveries(parts: DeliveryParts): Deliveries {
  const { store, clock, messages, post, log } = parts;
  const breakOff = new AbortController();
  const traffic = createTraffic(parts, createAttempt(parts, breakOff.signal), () => rounds.call());

  const look = async (): Promise<number> => {
    const lanes = (await store.read((tx) => tx.deliveries.lanes())).filter(({ callback }) =>
      messages.has(callback.dialect),
    );
    const now = clock.now();
    for (const lane of lanes) if (lane.due <= now) await traffic.serve(lane);
    return Math.min(interval, ...lanes.filter(({ due }) => due > now).map(({ due }) => due - now));
  };
  const rounds = createRounds(() =>
    look().catch((error: unknown) => {
      log.warn('deliveries cannot be looked at', { reason: reasonOf(error) });
      return rest;
    }),
  );
  rounds.call(interval);

  return {
    stop: async (patience) => {
      await rounds.stop();
      const end = setTimeout(() => breakOff.abort(), patience);
      await traffic.settled();
      clearTimeout(end);
      await post.close();
    },
  };
}
