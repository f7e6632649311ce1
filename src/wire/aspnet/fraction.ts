/** Stands before a number that must pass JSON.stringify as text; no text of a client's may hold it. */
const mark = '\u0001';

const marked = /"\\u0001(-?\d+(?:\.\d+)?)"/g;

/**
 * A .NET decimal or double, from its decimal text. Json.NET writes it with one decimal at least (`0.0`), XML without any that
 * is zero (`15.1`, `1`).
 */
export const fraction = (text: string): string => mark + (text.includes('.') ? text : `${text}.0`);

/** The same without zeros at its end but the first decimal. */
export const shortFraction = (text: string): string => fraction(plain(text));

const plain = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** A fraction as XML has it; undefined for any other text. */
export const plainFraction = (value: string): string | undefined =>
  value.charCodeAt(0) === 1 ? plain(value.slice(1)) : undefined;

/** JSON with its fractions as the numbers they are. */
export const withFractions = (json: string): string =>
  json.includes('\\u0001') ? json.replaceAll(marked, '$1') : json;
