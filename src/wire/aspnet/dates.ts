import { twoDigits, utcText } from '../utc-text.js';
import type { Zone } from '../zone.js';

const minute = 60_000;

// What each last digit of the milliseconds moves by to reach a tick: .000, .003, .007, .010.
const tickShift = [0, -1, 1, 0, -1, 2, 1, 0, -1, 1] as const;

/**
 * An instant (epoch milliseconds) at the precision of SQL Server's datetime, whose ticks are 1/300 s: milliseconds end in
 * 0, 3 or 7, rounded as the server rounds ("Rounding of datetime fractional second precision" in its documentation).
 */
export function roundToTick(instant: number): number {
  const lastDigit = ((instant % 10) + 10) % 10;
  return instant + (tickShift[lastDigit] ?? 0);
}

function epoch(instant: number | string): number {
  return typeof instant === 'number' ? instant : Date.parse(instant);
}

/**
 * An instant (epoch milliseconds, or ISO-8601 with its zone) as Json.NET writes a DateTime of unspecified kind: local time
 * of the zone, `2016-11-29T16:53:03.137`, trailing zeros of the fraction dropped, no fraction where it is zero. Years 1000 to 9999.
 */
export function unspecifiedDateTime(instant: number | string, zone: Zone): string {
  const at = epoch(instant);
  return utcText(at + zone.offset(at) * minute);
}

function offsetText(minutes: number): string {
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.trunc(distance / 60))}:${twoDigits(distance % 60)}`;
}

/** An instant as Json.NET writes a DateTime of local kind: as above, and the zone's offset, `-05:00`. */
export function localDateTime(instant: number | string, zone: Zone): string {
  const at = epoch(instant);
  const offset = Math.trunc(zone.offset(at));
  return utcText(at + offset * minute) + offsetText(offset);
}
