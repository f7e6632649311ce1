import type { Log } from './log.js';
import { setMark } from './store/marks.js';
import type { Store } from './store/store.js';

/** Whether the database takes changes, watched once a second. */
export interface Health {
  /** False from when two looks in a row have found trouble until two in a row have found none. */
  well(): boolean;
  /** Told of an answer that the database did not give: a reason to look at once, and no more than that. */
  trouble(cause: unknown): void;
  stop(): void;
}

/** Milliseconds from one look to the next, in haste where there is doubt, and how long an answer may take. */
const interval = 1000;
const haste = 250;
const patience = 3000;

/** How many looks in a row decide: one broken connection is no trouble, and one answer no recovery. */
const needed = 2;

const mark = 'health';

/** More than lies free in a database that is full. */
const room = ' '.repeat(64 * 1024);

/** Asks for what a change needs, the lock and the right to write, and changes nothing: nobody has this id. */
const touch = (store: Store): Promise<void> => store.change((tx) => tx.records.users.remove(0));

/** Writes something down that needs room, and takes it back. */
const write = (store: Store): Promise<void> =>
  store.change(function* () {
    yield* setMark(mark, room);
    yield* setMark(mark, '');
  });

async function inTime(answer: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience} ms`)), patience).unref();
  });
  await Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** What the database said, rather than the fault it was made into. */
function reasonOf(error: unknown): unknown {
  const { cause = error } = error as { readonly cause?: unknown };
  const { message, code } = cause as { readonly message?: unknown; readonly code?: unknown };
  return message || code;
}

/**
 * Watches a database. As long as nobody doubts it, a look costs no write; after a sign of trouble only a real one is
 * believed, so that neither a full nor a read-only disk counts as a recovery.
 */
export function watchHealth(store: Store, log: Log): Health {
  const state = { ill: false, doubted: false, stopped: false, looking: false, bad: 0, good: 0 };
  let timer: NodeJS.Timeout | undefined;

  const found = (error: unknown): void => {
    state.bad += 1;
    state.good = 0;
    state.doubted = true;
    if (state.ill || state.bad < needed) return;
    state.ill = true;
    log.error('the database takes no changes', { reason: reasonOf(error) });
  };
  const foundNothing = (thorough: boolean): void => {
    state.bad = 0;
    state.good += 1;
    if (state.ill && state.good < needed) return;
    if (state.ill) log.info('the database takes changes again');
    state.ill = false;
    if (thorough) state.doubted = false;
  };
  const look = async (): Promise<void> => {
    const thorough = state.doubted;
    state.looking = true;
    try {
      await inTime(thorough ? write(store) : touch(store));
      if (!state.stopped) foundNothing(thorough);
    } catch (error) {
      if (!state.stopped) found(error);
    }
    state.looking = false;
    if (!state.stopped) next(state.doubted && !state.ill ? haste : interval);
  };
  const next = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), milliseconds).unref();
  };
  next(interval);

  return {
    well: () => !state.ill,
    trouble: () => {
      if (state.stopped || state.doubted) return;
      state.doubted = true;
      if (!state.looking) next(haste);
    },
    stop: () => {
      state.stopped = true;
      clearTimeout(timer);
    },
  };
}
