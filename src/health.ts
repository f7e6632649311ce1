import type { Log } from './log.js';
import { markOf, setMark } from './store/marks.js';
import type { Store } from './store/store.js';

/** Whether the database answers, watched once a second. */
export interface Health {
  /** False from the first sign of trouble until the database has taken a change again. */
  well(): boolean;
  /** Told of an answer that the database did not give. */
  trouble(cause: unknown): void;
  stop(): void;
}

const interval = 1000;
const mark = 'health';

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Watches a database: reads while all is well, writes while it is not, so that a full or read-only disk is no recovery. */
export function watchHealth(store: Store, log: Log): Health {
  let ill = false;
  let asking = false;
  const trouble = (cause: unknown): void => {
    if (!ill) log.error('the database does not answer', { reason: reasonOf(cause) });
    ill = true;
  };
  const ask = async (): Promise<void> => {
    if (!ill) return void (await store.read(() => markOf(mark)));
    await store.change(() => setMark(mark, new Date().toISOString()));
    ill = false;
    log.info('the database answers again');
  };
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    ask()
      .catch((error: unknown) => trouble((error as { readonly cause?: unknown }).cause ?? error))
      .finally(() => (asking = false));
  }, interval);
  timer.unref();
  return { well: () => !ill, trouble, stop: () => clearInterval(timer) };
}
