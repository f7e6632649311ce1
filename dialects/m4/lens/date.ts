import { roundToTick, unspecifiedDateTime } from '../../../src/wire/aspnet/dates.js';
import type { Zone } from '../../../src/wire/zone.js';

/** A date as M4 prints it: local, without a zone, in SQL Server's ticks (every published fraction is one). */
export const m4Date = (instant: string | undefined, zone: Zone): string | null =>
  instant === undefined ? null : unspecifiedDateTime(roundToTick(Date.parse(instant)), zone);
