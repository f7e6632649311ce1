import { Cron } from 'croner';
import type { Clock } from '../core/ports.js';
import type { Log } from '../log.js';
import { lastDone, missedDays, runDays, type DayParts } from './days.js';

export interface Schedule {
  /** When the jobs of a day begin, as cron has it; such as `0 2 * * *`. */
  readonly pattern: string;
  /** The zone of the pattern, and of days. */
  readonly zone: string;
}

/** What days are due, by the clock. */
export interface Calendar {
  /** The day it is. */
  today(): string;
  /** The last day on which the pattern has come round; undefined for one that never does. */
  lastDue(): string | undefined;
}

/** A calendar; throws an Error for a pattern that is none. */
export function createCalendar({ pattern, zone }: Schedule, clock: Clock): Calendar {
  const cron = new Cron(pattern, { timezone: zone, paused: true });
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  const dayOf = (instant: Date): string => format.format(instant);
  return {
    today: () => dayOf(new Date(clock.now())),
    lastDue: () => {
      const now = new Date(clock.now());
      // The occurrences before an instant, of which the instant itself may be one.
      const [last] = cron.previousRuns(1, new Date(now.getTime() + 1000));
      return last && dayOf(last);
    },
  };
}

/** What is due by the schedule and not done yet, since there are jobs in this database. */
async function dueDays(parts: DayParts, calendar: Calendar): Promise<readonly string[]> {
  const { day, since } = await lastDone(parts);
  return missedDays(day === undefined || day < since ? since : day, calendar.lastDue());
}

/** How often is looked whether something is due. */
const everyMinute = '* * * * *';

/**
 * Does the jobs of each day when they are due, and at once those of days that were missed, until the answered function
 * is called; what goes wrong is told to the log and tried again a minute later.
 */
export function startSchedule(parts: DayParts, calendar: Calendar, log: Log): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    const days = await dueDays(parts, calendar);
    if (days.length > 0) await runDays(parts, days, false);
  };
  const tick = (): Promise<void> =>
    (running = look().catch((error: unknown) => {
      log.warn('daily jobs failed', { reason: String(error) });
    }));
  const cron = new Cron(everyMinute, { protect: true, unref: true }, tick);
  void cron.trigger();
  return async () => {
    cron.stop();
    await running;
  };
}
