const digits: readonly string[] = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

const fractions: readonly string[] = Array.from({ length: 1000 }, (_, ms) =>
  ms === 0 ? '' : `.${String(ms).padStart(3, '0').replace(/0+$/, '')}`,
);

/** A number below 60 in two digits. */
export const twoDigits = (number: number): string => digits[number] as string;

// Assembled by hand: toISOString takes several times as long, and every customer shown has two dates.
const dayText = (at: Date): string =>
  `${at.getUTCFullYear()}-${digits[at.getUTCMonth() + 1]}-${digits[at.getUTCDate()]}`;

/** The day of an instant (epoch milliseconds) in UTC, `2016-11-29`. Years 1000 to 9999. */
export const utcDay = (instant: number): string => dayText(new Date(instant));

/** Day and time, `2016-11-29T16:53:03.137`: zeros at the end of the fraction are dropped, and the fraction with them. */
export function utcText(instant: number): string {
  const at = new Date(instant);
  const time = `${digits[at.getUTCHours()]}:${digits[at.getUTCMinutes()]}:${digits[at.getUTCSeconds()]}`;
  return `${dayText(at)}T${time}${fractions[at.getUTCMilliseconds()]}`;
}
