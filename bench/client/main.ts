import type { Dataset } from '../dataset.js';
import { type Asked, ceiling, scenarios } from '../scenarios.js';
import type { Address } from './connection.js';
import { drive, type Outcome } from './load.js';
import { requestWriter } from './request-text.js';

/** One stretch of load that the runner asks for. */
export interface Job {
  readonly scenario: string;
  readonly address: Address;
  readonly data: Dataset;
  readonly connections: number;
  readonly seconds: number;
  /** Sent besides the scenario's own headers. */
  readonly headers?: Asked['headers'];
}

/** What the client answers to a job. */
export type JobAnswer = { readonly outcome: Outcome } | { readonly failure: string };

/** Requests already made, by scenario: numbers go on through all jobs, so that no create is sent twice. */
const made = new Map<string, number>();

async function work({ scenario: name, address, data, connections, seconds, headers }: Job): Promise<Outcome> {
  const asked: readonly Asked[] = [ceiling, ...scenarios];
  const scenario = asked.find((candidate) => candidate.name === name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  const write = requestWriter({ headers: { ...scenario.headers, ...headers } }, address);
  let count = made.get(name) ?? 0;
  const next = (): string => write(scenario.request((count += 1), data));
  const outcome = await drive(address, next, connections, seconds);
  made.set(name, count);
  return outcome;
}

function reply(answer: JobAnswer): void {
  process.send?.(answer);
}

process.on('message', (job) => {
  work(job as Job).then(
    (outcome) => reply({ outcome }),
    (error: unknown) => reply({ failure: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
