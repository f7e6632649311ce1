import { type Address, Connection, type Course } from './connection.js';
import { Histogram } from './histogram.js';

/** What one stretch of load came to. */
export interface Outcome {
  /** Answers that arrived within the window, and the window's true length in seconds. */
  readonly answers: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Share of a core that this client used: near 1 the client, not the server, may be the limit. */
  readonly busy: number;
  /** What went wrong, by kind: `status 409`, `closed by the server`. Empty when nothing did. */
  readonly errors: Readonly<Record<string, number>>;
}

const patienceMs = 5_000;

/** Closed-loop load: every connection asks again as soon as it was answered, until the time is up. */
export async function drive(
  address: Address,
  next: () => string,
  connections: number,
  seconds: number,
): Promise<Outcome> {
  const run = new Run(next, connections);
  const pool = Array.from({ length: connections }, () => new Connection(address, run));
  for (const connection of pool) connection.ask();
  await new Promise((done) => setTimeout(done, seconds * 1000));
  run.end();
  const impatience = setTimeout(() => pool.forEach((connection) => connection.abandon('not answered')), patienceMs);
  await run.over;
  clearTimeout(impatience);
  return run.outcome();
}

class Run implements Course {
  readonly over: Promise<void>;
  readonly #latencies = new Histogram();
  readonly #errors: Record<string, number> = {};
  readonly #next: () => string;
  #finish: () => void = () => undefined;
  #open: number;
  #running = true;
  #answers = 0;
  #seconds = 0;
  #cpu = process.cpuUsage();
  readonly #since = performance.now();

  constructor(next: () => string, connections: number) {
    this.#next = next;
    this.#open = connections;
    this.over = new Promise((finish) => (this.#finish = finish));
  }

  end(): void {
    this.#running = false;
    this.#seconds = (performance.now() - this.#since) / 1000;
    this.#cpu = process.cpuUsage(this.#cpu);
  }

  next(): string | undefined {
    return this.#running ? this.#next() : undefined;
  }

  answered(status: number, ms: number): void {
    if (status < 200 || status > 299) this.#count(`status ${status}`);
    if (!this.#running) return;
    this.#answers += 1;
    this.#latencies.record(ms);
  }

  lost(reason: string): void {
    this.#count(reason);
  }

  closed(): void {
    this.#open -= 1;
    if (this.#open === 0) this.#finish();
  }

  outcome(): Outcome {
    const { user, system } = this.#cpu;
    return {
      answers: this.#answers,
      seconds: this.#seconds,
      p50: this.#latencies.quantile(0.5),
      p99: this.#latencies.quantile(0.99),
      busy: (user + system) / 1e6 / this.#seconds,
      errors: this.#errors,
    };
  }

  #count(error: string): void {
    this.#errors[error] = (this.#errors[error] ?? 0) + 1;
  }
}
