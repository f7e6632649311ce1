import { unavailable } from './constraints.js';

/** Somebody whose work waits for its turn at the database. */
export interface Waiting {
  readonly fail: (error: unknown) => void;
  /** When it came, by `performance.now()`. */
  readonly since: number;
}

/** Those who have waited less than `patience`, in milliseconds; the others are told that the database is unavailable. */
export function stillPatient<W extends Waiting>(all: readonly W[], patience: number, why?: unknown): W[] {
  const oldest = performance.now() - patience;
  return all.filter(({ since, fail }) => {
    if (since > oldest) return true;
    fail(unavailable(why));
    return false;
  });
}
