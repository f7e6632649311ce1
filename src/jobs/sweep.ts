import type { Log } from '../log.js';

const interval = 10 * 60_000;

/** Removes what has expired every ten minutes, each in its own way, until the answered function is called. */
export function startSweep(sweeps: readonly (() => Promise<void>)[], log: Log): () => void {
  const timer = setInterval(() => {
    for (const sweep of sweeps) {
      sweep().catch((error: unknown) => log.warn('sweeping failed', { reason: String(error) }));
    }
  }, interval);
  timer.unref();
  return () => clearInterval(timer);
}
