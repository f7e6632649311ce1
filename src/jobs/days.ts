import { setTimeout as sleep } from 'node:timers/promises';
import { plusDays } from '../core/billing/calendar.js';
import { claimRun, finishRun, lastRun, lease, releaseRun, renewRun } from '../core/jobs/operations.js';
import type { JobRun } from '../core/jobs/ports.js';
import { dailyJobs, type Counts, type Job, type JobParts } from './daily.js';

export interface DayParts extends JobParts {
  /** Names this process among all that do jobs. */
  readonly holder: string;
  /** Ends what is being done between two customers, and leaves the rest to whoever comes next. */
  readonly signal: AbortSignal;
  /** Told of each job that is done. */
  readonly done: (job: string, day: string, counts: Counts) => void;
}

/** As many missed days as are made up for; what is older is done with the first of them. */
const mostDays = 366;

const waiting = 500;

/** The days after the last one up to another, if there is one; that one alone where there was none before. */
export function missedDays(last: string | undefined, until: string | undefined): readonly string[] {
  if (until === undefined) return [];
  if (last === undefined) return [until];
  const earliest = plusDays(until, 1 - mostDays);
  const days: string[] = [];
  for (let day = last < earliest ? earliest : plusDays(last, 1); day <= until; day = plusDays(day, 1)) days.push(day);
  return days;
}

async function doClaimed(parts: DayParts, job: Job, run: JobRun): Promise<void> {
  const { perform, signal, done } = parts;
  const alive = setInterval(() => void perform('job.renew', renewRun, run).catch(() => undefined), lease / 3);
  try {
    const counts = await job.run(parts, run.day, signal);
    if (signal.aborted) return await perform('job.release', releaseRun, run);
    await perform('job.finish', finishRun, run);
    done(job.name, run.day, counts);
  } catch (error) {
    await perform('job.release', releaseRun, run);
    throw error;
  } finally {
    clearInterval(alive);
  }
}

/** Does a job of a day unless it is done; answers whether it is by then. */
async function doOnce(parts: DayParts, job: Job, day: string, patient: boolean): Promise<boolean> {
  const run = { job: job.name, day, holder: parts.holder };
  for (;;) {
    const state = await parts.perform('job.claim', claimRun, run);
    if (state === 'done') return true;
    if (state === 'claimed') break;
    if (!patient || parts.signal.aborted) return false;
    await sleep(waiting);
  }
  await doClaimed(parts, job, run);
  return !parts.signal.aborted;
}

/** The last day of which every job is done. */
export async function lastDone({ perform }: Pick<JobParts, 'perform'>) {
  return perform('job.last', lastRun, { job: dailyJobs.at(-1)?.name ?? '' });
}

/**
 * Does the jobs of the days given, in order, each once however many processes try. Where another process is at one, a
 * patient caller waits for it and others leave the rest to it. Throws what kept a job from being done.
 */
export async function runDays(parts: DayParts, days: readonly string[], patient: boolean): Promise<void> {
  for (const day of days) {
    for (const job of dailyJobs) if (!(await doOnce(parts, job, day, patient))) return;
  }
}
