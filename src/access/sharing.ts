/** Runs a work, or joins the one of the same key that is still running. */
export type Share<T> = (key: string, work: () => Promise<T>) => Promise<T>;

/** Makes those who ask for the same thing at the same time share one answer, or one error. */
export function createSharing<T>(): Share<T> {
  const running = new Map<string, Promise<T>>();
  return (key, work) => {
    const joined = running.get(key);
    if (joined) return joined;
    const started = work().finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}
