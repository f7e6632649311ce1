import { setTimeout as sleep } from 'node:timers/promises';

/** How much is done at once, and how much begins in a second, so that others are served meanwhile. */
export interface Pace {
  readonly atOnce: number;
  /** How many begin at the same moment: what they change shares one durable commit. */
  readonly together: number;
  readonly perSecond: number;
}

/**
 * Does something for each of many, some at once and no more of them a second than the pace has. The first failure ends
 * it, as the signal does, once those that have begun are done.
 */
export async function paced<T>(
  items: AsyncIterable<T>,
  { atOnce, together, perSecond }: Pace,
  signal: AbortSignal,
  body: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const start = performance.now();
  let begun = 0;
  for await (const item of items) {
    if (signal.aborted || failures.length > 0) break;
    const early = start + (begun * 1000) / perSecond - performance.now();
    if (begun % together === 0 && early > 1) await sleep(early);
    begun += 1;
    const one: Promise<void> = body(item)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(one));
    running.add(one);
    if (running.size >= atOnce) await Promise.race(running);
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}
