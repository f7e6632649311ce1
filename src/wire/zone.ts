import { IANAZone } from 'luxon';

/** A time zone, for vendors that write local dates without one. */
export interface Zone {
  readonly name: string;
  /** Minutes east of UTC at an instant given in epoch milliseconds. */
  offset(instant: number): number;
}

/** What a clock on the wall shows: a proleptic Gregorian date in the years 100 to 9999; `month` counts from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

/** A week of a zone, in which its offset changes at most once. */
interface Week {
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

const minute = 60_000;
const day = 86_400_000;
const week = 7 * day;
const mostWeeks = 4096;

const utc: Zone = { name: 'UTC', offset: () => 0 };

/** The first instant of the later offset, between one of the earlier and one of the later, to the second. */
function changeBetween(zone: IANAZone, early: number, late: number): number {
  const before = zone.offset(early);
  let [from, to] = [early, late];
  while (to - from > 1000) {
    const middle = from + Math.floor((to - from) / 2000) * 1000;
    if (zone.offset(middle) === before) from = middle;
    else to = middle;
  }
  return to;
}

function weekFrom(zone: IANAZone, start: number): Week {
  const before = zone.offset(start);
  const after = zone.offset(start + week);
  return { before, after, change: before === after ? Infinity : changeBetween(zone, start, start + week) };
}

/**
 * The zone of an IANA name such as America/New_York; throws an Error that names an unknown one. Offsets are remembered by
 * the week: what luxon takes 6 µs to work out is a look into a map from then on.
 */
export function createZone(name: string): Zone {
  if (name.toUpperCase() === 'UTC') return utc;
  if (!IANAZone.isValidZone(name)) {
    throw new Error(`Unknown time zone "${name}": an IANA name such as America/New_York is expected.`);
  }
  const zone = IANAZone.create(name);
  const known = new Map<number, Week>();
  const look = (number: number): Week => {
    if (known.size === mostWeeks) known.clear();
    const found = weekFrom(zone, number * week);
    known.set(number, found);
    return found;
  };
  const offset = (instant: number): number => {
    const number = Math.floor(instant / week);
    const { before, after, change } = known.get(number) ?? look(number);
    return instant < change ? before : after;
  };
  return { name, offset };
}

/**
 * The instant, in epoch milliseconds, at which the zone's clocks show a time. Of a time shown twice (clocks set back) it is
 * the first; a time never shown (clocks set forward) is moved forward by as much as the clocks were, so 02:30 reads 03:30.
 */
export function localToInstant(local: LocalTime, zone: Zone): number {
  const shown = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second, local.ms);
  const before = zone.offset(shown - day);
  const first = shown - before * minute;
  if (zone.offset(first) === before) return first;
  const after = zone.offset(shown + day);
  const second = shown - after * minute;
  return zone.offset(second) === after ? second : first;
}
