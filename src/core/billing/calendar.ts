/** What a period is counted in. */
export const periodUnits = ['days', 'weeks', 'months', 'quarters', 'years'] as const;

export type PeriodUnit = (typeof periodUnits)[number];

/** A distance on the calendar. */
export interface Period {
  /** A whole number, at least 1. */
  readonly value: number;
  readonly unit: PeriodUnit;
}

const dayLength = 86_400_000;

const inDays: Partial<Readonly<Record<PeriodUnit, number>>> = { days: 1, weeks: 7 };
const inMonths: Partial<Readonly<Record<PeriodUnit, number>>> = { months: 1, quarters: 3, years: 12 };

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayLength;

const dayOf = (number: number): string => new Date(number * dayLength).toISOString().slice(0, 10);

/** How many days after the first the second one is. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** The day so many days later. */
export const plusDays = (day: string, days: number): string => dayOf(dayNumber(day) + days);

/** The same day of the month so many months later, or that month's last day where it is shorter. */
function plusMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return dayOf(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())) / dayLength);
}

/** The day so many periods after another, counted from that one: a 31st stays one wherever a month has it. */
export function plusPeriods(day: string, { value, unit }: Period, times: number): string {
  const days = inDays[unit];
  if (days !== undefined) return plusDays(day, days * value * times);
  return plusMonths(day, (inMonths[unit] ?? 1) * value * times);
}

const longestDays = { days: 1, weeks: 7, months: 31, quarters: 92, years: 366 } as const;

/** The first day after `day` that is a whole number of periods after `start`; `start` itself where it is after `day`. */
export function nextAfter(day: string, start: string, period: Period): string {
  if (start > day) return start;
  const longest = longestDays[period.unit] * period.value;
  let times = Math.floor(daysBetween(start, day) / longest);
  let next = plusPeriods(start, period, times);
  while (next <= day) next = plusPeriods(start, period, (times += 1));
  return next;
}
