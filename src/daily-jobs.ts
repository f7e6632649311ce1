import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { usualJobs, type Config } from './config.js';
import { Fault } from './core/fault.js';
import type { Outside } from './core/outside.js';
import { openReady, performerFor, type Database } from './database.js';
import type { OpenJobs } from './cli/jobs.js';
import { zoneNameOf } from './dialects.js';
import { Failure } from './failure.js';
import type { DayParts } from './jobs/days.js';
import type { Calendar } from './jobs/schedule.js';
import type { Log } from './log.js';
import { outsideOf } from './outside.js';
import { systemClock } from './runtime.js';
import { explain } from './seed/explain.js';

/** What an operator writes for no daily jobs in this process. */
const none = 'off';

/** A schedule for those who ask for no day but today. */
const anyDay = '0 0 * * *';

/** What the daily jobs of this process work with; `signal` ends them. */
const dayPartsOf = (
  config: Config,
  { core }: Database,
  { payments }: Outside,
  signal: AbortSignal,
): Omit<DayParts, 'done'> => ({
  perform: performerFor(core, 'jobs'),
  charges: payments !== undefined,
  currency: config.currency,
  holder: randomUUID(),
  signal,
});

/** The calendar of the settings. Throws a Failure for a schedule that is none. */
async function calendarOf(config: Config): Promise<Calendar> {
  // Only who has daily jobs loads what reads their schedule.
  const { createCalendar } = await import('./jobs/schedule.js');
  try {
    return createCalendar({ pattern: config.jobs, zone: zoneNameOf(config) }, systemClock);
  } catch {
    throw new Failure(
      `GATEWAY_JOBS takes a schedule as cron has it, such as "0 2 * * *", or ${none}; not "${config.jobs}".`,
    );
  }
}

/** How long after the start the clock is looked at first, in milliseconds: what reads schedules is slow to load. */
const settling = 500;

/** Throws a Failure in one line for a schedule that is none. */
export async function checkSchedule(config: Config): Promise<void> {
  if (config.jobs !== none && config.jobs !== usualJobs) await calendarOf(config);
}

/** Does the daily jobs by the clock, unless they are off, until the answered function is called. */
export function startDailyJobs(config: Config, database: Database, outside: Outside, log: Log): () => Promise<void> {
  if (config.jobs === none) return () => Promise.resolve();
  const ending = new AbortController();
  const done: DayParts['done'] = (job, day, counts) => log.info(`${job} done`, { day, ...counts });
  const start = async (): Promise<() => Promise<void>> => {
    const calendar = await calendarOf(config);
    const { startSchedule } = await import('./jobs/schedule.js');
    return startSchedule({ ...dayPartsOf(config, database, outside, ending.signal), done }, calendar, log);
  };
  const rest = sleep(settling, undefined, { signal: ending.signal, ref: false });
  const started = rest.then(start, () => undefined);
  return async () => {
    ending.abort();
    await (
      await started
    )?.();
  };
}

/** What keeps everybody from being charged, in one line. */
function inWords(error: unknown): never {
  if (error instanceof Fault) throw new Failure(`The daily jobs are not done: ${explain(error as Fault)}.`);
  throw error;
}

/** Opens the database of the settings for its daily jobs to be done now. Throws a Failure in one line. */
export async function openDailyJobs(config: Config): Promise<OpenJobs> {
  const { lastDone, missedDays, runDays } = await import('./jobs/days.js');
  const { previewDay } = await import('./jobs/preview.js');
  const outside = await outsideOf(config);
  const calendar = await calendarOf(config.jobs === none ? { ...config, jobs: anyDay } : config);
  const database = await openReady(config.database, outside);
  const ending = new AbortController();
  const parts = dayPartsOf(config, database, outside, ending.signal);
  return {
    today: calendar.today(),
    run: async (day, done) => {
      const last = await lastDone(parts);
      await runDays({ ...parts, done }, missedDays(last.day, day), true).catch(inWords);
    },
    preview: (day) => previewDay(parts, day),
    stop: () => ending.abort(),
    close: () => database.engine.close(),
  };
}
