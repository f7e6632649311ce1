/** How often a worker says that it is there, and the primary process looks who has. Milliseconds. */
export const pulse = 2000;

/** How long a worker may say nothing, in milliseconds: no request of its clients is answered meanwhile either. */
const silence = 15_000;

/** A worker as it is watched: from when it answers, and when it was last heard of. */
export interface Watched {
  readonly open?: unknown;
  heard: number;
}

/**
 * Tells of each worker that has stopped without ending. A primary process that was stopped itself has heard of nobody, so
 * everybody starts anew. Answers how to stop watching.
 */
export function watchWorkers<W extends Watched>(workers: readonly W[], hung: (worker: W) => void): () => void {
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    const slept = now - last > 2 * pulse;
    last = now;
    for (const worker of workers) {
      if (slept || !worker.open) worker.heard = now;
      else if (now - worker.heard > silence) hung(worker);
    }
  };
  const timer = setInterval(look, pulse).unref();
  return () => clearInterval(timer);
}
