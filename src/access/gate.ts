import { Fault } from '../core/fault.js';

/** Runs a work when its turn comes. Faults: login-limited when too many are waiting already. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets `width` works run at once and `room` more wait, first come first served. */
export function createGate(width: number, room: number): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;

  const enter = (): Promise<void> | undefined => {
    if (running < width) running += 1;
    else if (waiting.length < room) return new Promise((turn) => waiting.push(turn));
    else throw new Fault('login-limited', { retryAfter: 1 });
  };

  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };

  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
