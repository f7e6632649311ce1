import type { Access } from '../access/access.js';
import type { Log } from '../log.js';

const interval = 10 * 60_000;

/** Removes expired sessions and counts of failed logins every ten minutes, until the answered function is called. */
export function startSweep(access: Pick<Access, 'sweep'>, log: Log): () => void {
  const timer = setInterval(() => {
    access.sweep().catch((error: unknown) => log.warn('sweeping failed', { reason: String(error) }));
  }, interval);
  timer.unref();
  return () => clearInterval(timer);
}
