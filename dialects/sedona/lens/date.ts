import type { Zone } from '../../../src/wire/zone.js';

/** "Null date (12/30/1899)." */
export const nullDate = '12/30/1899';

const digits = (number: number): string => String(number).padStart(2, '0');

/** A day as the null date is written, by the zone's calendar. */
export function shortDate(instant: number, zone: Zone): string {
  const local = new Date(instant + zone.offset(instant) * 60_000);
  return `${digits(local.getUTCMonth() + 1)}/${digits(local.getUTCDate())}/${local.getUTCFullYear()}`;
}
