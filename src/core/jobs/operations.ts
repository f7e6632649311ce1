import type { Operation } from '../operation.js';
import type { JobRun } from './ports.js';

/** How long a job is held without a sign of life, in milliseconds. */
export const lease = 10_000;

/** How far a job has come; days as `2026-01-31`. */
export interface LastRun {
  /** The last day on which the job was done. */
  readonly day: string | undefined;
  /** The day from which on there are jobs. */
  readonly since: string;
}

/** When a job was done last. */
export const lastRun: Operation<{ readonly job: string }, LastRun> = {
  mode: 'read',
  *run({ tx }, { job }) {
    return { day: yield* tx.jobs.lastDay(job), since: yield* tx.jobs.since() };
  },
};

/** Takes a job for a while: it is this process's then, unless it is done or another's. */
export const claimRun: Operation<JobRun, 'claimed' | 'done' | 'taken'> = {
  mode: 'change',
  *run({ tx, clock }, run) {
    const now = clock.now();
    if (yield* tx.jobs.isDone(run.job, run.day)) return 'done';
    return (yield* tx.jobs.claim(run, now, now + lease)) ? 'claimed' : 'taken';
  },
};

/** Keeps a job that was taken for a while longer. */
export const renewRun: Operation<JobRun, void> = {
  mode: 'change',
  *run({ tx, clock }, run) {
    yield* tx.jobs.renew(run, clock.now() + lease);
  },
};

/** Leaves a job to whoever asks for it next. */
export const releaseRun: Operation<JobRun, void> = {
  mode: 'change',
  *run({ tx }, run) {
    yield* tx.jobs.renew(run, 0);
  },
};

/** The job is done for that day. */
export const finishRun: Operation<JobRun, void> = {
  mode: 'change',
  *run({ tx, clock }, run) {
    yield* tx.jobs.finish(run, new Date(clock.now()).toISOString());
  },
};
