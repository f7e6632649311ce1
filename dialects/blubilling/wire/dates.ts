import { utcDay } from '../../../src/wire/utc-text.js';
import { localToInstant, type Zone } from '../../../src/wire/zone.js';

const minute = 60_000;

/** A day as BluBilling prints it, YYYY-MM-DD: the one on which an instant falls in the zone; `''` of none. */
export const dayOf = (instant: string | undefined, zone: Zone): string => {
  const at = instant === undefined ? NaN : Date.parse(instant);
  return Number.isNaN(at) ? '' : utcDay(at + zone.offset(at) * minute);
};

/** Whether a text is a day of the calendar, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

const minutes = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/;

/** The instant at which a minute written as YYYYMMDDHHmm begins in the zone; undefined where it is none of any calendar. */
export function instantOf(written: string, zone: Zone): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = minutes.exec(written)?.slice(1).map(Number) ?? [];
  const shown = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const exists = year >= 1000 && shown.toISOString().startsWith(isoOf(written));
  return exists ? localToInstant({ year, month, day, hour, minute, second: 0, ms: 0 }, zone) : undefined;
}

const isoOf = (written: string): string => written.replace(minutes, '$1-$2-$3T$4:$5');
