import type { Work } from '../change.js';

/** A job on a day, and the process that does it. */
export interface JobRun {
  readonly job: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly holder: string;
}

/** Which jobs were done on which days, and which are being done. */
export interface JobRecords {
  /** The last day on which a job was done. */
  lastDay(job: string): Work<string | undefined>;
  /** The day from which on there are jobs. */
  since(): Work<string>;
  isDone(job: string, day: string): Work<boolean>;
  /** Takes a job that is not done and that nobody holds at `now`, until another instant; both in epoch milliseconds. */
  claim(run: JobRun, now: number, until: number): Work<boolean>;
  /** Holds it until another instant, where it still is this holder's. */
  renew(run: JobRun, until: number): Work<void>;
  /** It is done, where it still is this holder's. */
  finish(run: JobRun, at: string): Work<void>;
}
