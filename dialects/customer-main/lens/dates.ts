import type { Customer, Json } from '../../../src/core/customers/model.js';
import { reader } from '../../../src/core/patch.js';
import type { Form, Member } from '../../../src/dialect/lens.js';
import { roundToTick, unspecifiedDateTime } from '../../../src/wire/aspnet/dates.js';
import { createZone, type Zone } from '../../../src/wire/zone.js';

const minute = 60_000;

/** Dates on the wall are kept as they are written: counted as if they were UTC. */
const wall = createZone('UTC');

const time = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d{1,7}))?)?`;

/** "MM/DD/YYYY", as the tables say. */
const american = new RegExp(
  String.raw`^(?<month>\d{1,2})/(?<day>\d{1,2})/(?<year>\d{4})(?: ${time}(?: ?(?<half>AM|PM))?)?$`,
  'i',
);

/** "YYYY-MM-DD00:00:00", as a sample has it; and as ISO writes it, with its T, with or without a zone. */
const iso = new RegExp(
  String.raw`^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ]?${time}(?<zone>Z|[+-]\d{2}:\d{2})?)?$`,
  'i',
);

type Parts = Readonly<Record<string, string | undefined>>;

function hourOf({ hour = '0', half }: Parts): number {
  const given = Number(hour);
  if (half === undefined) return given < 24 ? given : NaN;
  if (given < 1 || given > 12) return NaN;
  return (given % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
}

/** What the clock on the wall shows, as UTC; NaN where no calendar or clock shows that. */
function wallOf(parts: Parts): number {
  const [year = NaN, month = NaN, day = NaN] = [parts['year'], parts['month'], parts['day']].map(Number);
  const date = Date.UTC(year, month - 1, day);
  const real = year >= 1000 && new Date(date).getUTCDate() === day && new Date(date).getUTCMonth() === month - 1;
  const [minutes, seconds] = [Number(parts['minute'] ?? 0), Number(parts['second'] ?? 0)];
  if (!real || minutes > 59 || seconds > 59) return NaN;
  const fraction = Math.floor(Number(`0.${parts['fraction'] ?? '0'}`) * 1000);
  return date + hourOf(parts) * 60 * minute + minutes * minute + seconds * 1000 + fraction;
}

function offsetOf(written: string): number {
  if (written.toUpperCase() === 'Z') return 0;
  const [hours = 0, minutes = 0] = written.slice(1).split(':').map(Number);
  return (written.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** The local time that a text means, as UTC; NaN where it means none. */
function localOf(text: string, zone: Zone): number {
  const { groups } = american.exec(text) ?? iso.exec(text) ?? {};
  if (!groups) return NaN;
  const written = groups['zone'];
  if (written === undefined) return wallOf(groups);
  const instant = wallOf(groups) - offsetOf(written) * minute;
  return Number.isNaN(instant) ? NaN : instant + zone.offset(instant) * minute;
}

/** SQL Server's smalldatetime, which is rounded to the minute: 29.999 seconds and more count as one. */
const toMinute = (at: number): number => Math.floor((roundToTick(at) + minute / 2) / minute) * minute;

/** A column of dates: how it rounds, and the first and last year that it holds. */
export interface DateColumn {
  readonly round: (at: number) => number;
  readonly from: string;
  readonly to: string;
}

/** Holds dates from 1900 to 2079. */
export const smallDate: DateColumn = { round: toMinute, from: '1900', to: '2079-06-06T23:59:01' };

/** Holds any date of four digits that SQL Server knows. */
const tickDate: DateColumn = { round: roundToTick, from: '1753', to: '9999-12-31T23:59:59.998' };

/** The text of what was sent, rounded as the column rounds; what is no date stays as it is. */
function canonicalDate(sent: Json, { round }: DateColumn, zone: Zone): string {
  const text = typeof sent === 'string' ? sent.trim() : '';
  const at = round(localOf(text, zone));
  return Number.isNaN(at) || at >= Date.UTC(10_000, 0) ? text : unspecifiedDateTime(at, wall);
}

const dateText = /^\d{4}-\d{2}-\d{2}T[\d:.]+$/;

const misdated = (canonical: Json, { from, to }: DateColumn) => {
  const text = canonical as string;
  return dateText.test(text) && text >= from && text < to ? undefined : { rule: 'date', value: canonical };
};

/** A date that may be missing, kept as the wall shows it. */
export const nullableDate = (column: DateColumn, zone: Zone): Form => ({
  show: (stored) => (typeof stored === 'string' && stored !== '' ? stored : null),
  canonical: (sent) => canonicalDate(sent, column, zone) || null,
  store: (canonical) => canonical ?? undefined,
  problem: (canonical) => (canonical === null ? undefined : misdated(canonical, column)),
});

const account = 'extras.customerMain.accountDate';

/** ACCT_DATE: what was given, else when the customer was made. */
export function accountDate(zone: Zone): Member<Customer> {
  const given = reader(account);
  return {
    name: 'ACCT_DATE',
    reads: [account, 'createdAt'],
    writes: [account],
    get: (customer) => {
      const own = given(customer);
      if (typeof own === 'string') return own;
      const made = Date.parse(customer.createdAt);
      return unspecifiedDateTime(toMinute(made + zone.offset(made) * minute), wall);
    },
    canonical: (sent) => canonicalDate(sent, smallDate, zone),
    problem: (canonical) => misdated(canonical, smallDate),
    put: (_customer, canonical) => [[account, canonical]],
  };
}

const modified = 'extras.customerMain.modifiedDate';
const modifiedIn = 'extras.customerMain.modifiedIn';

/** modifiedDate: what an edit gave, until the customer is changed again; else when it was changed or made. */
export function modifiedDate(zone: Zone): Member<Customer> {
  const [given, since] = [reader(modified), reader(modifiedIn)];
  return {
    name: 'modifiedDate',
    reads: [modified, modifiedIn, 'version', 'updatedAt', 'createdAt'],
    writes: [modified, modifiedIn],
    get: (customer) => {
      const [own, version] = [given(customer), since(customer)];
      const now = typeof version === 'number' && customer.version >= version && customer.version <= version + 1;
      if (typeof own === 'string' && now) return own;
      return unspecifiedDateTime(roundToTick(Date.parse(customer.updatedAt ?? customer.createdAt)), zone);
    },
    canonical: (sent) => canonicalDate(sent, tickDate, zone),
    problem: (canonical) => misdated(canonical, tickDate),
    put: ({ version }, canonical) => [
      [modified, canonical],
      [modifiedIn, version],
    ],
  };
}
