const bucketsPerMs = 100;
const longestMs = 2_000;

/** Latencies in steps of 0.01 ms up to 2 s; what took longer counts as 2 s. */
export class Histogram {
  readonly #counts = new Uint32Array(longestMs * bucketsPerMs + 1);
  #total = 0;

  record(ms: number): void {
    const bucket = Math.min((ms * bucketsPerMs) | 0, this.#counts.length - 1);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#total += 1;
  }

  /** The latency in ms below which this share (0 to 1) of the recorded ones lies; 0 when none were recorded. */
  quantile(share: number): number {
    let rest = Math.ceil(this.#total * share);
    if (rest === 0) return 0;
    const bucket = this.#counts.findIndex((count) => (rest -= count) <= 0);
    return (bucket + 1) / bucketsPerMs;
  }
}
