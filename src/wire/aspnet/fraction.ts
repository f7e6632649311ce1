/** Stands before a number that JSON.stringify takes for text; no text of a client's may hold it. */
const mark = '\u0001';

const marked = /"\\u0001(-?\d+(?:\.\d+)?)"/g;

/**
 * A .NET decimal or double, from its decimal text. Json.NET writes it with one decimal at least (`0.0`), XML without any that
 * is zero (`15.1`, `1`).
 */
export class Fraction {
  constructor(readonly text: string) {}

  /** As XML has it. */
  get plain(): string {
    return this.text.includes('.') ? this.text.replace(/\.?0+$/, '') : this.text;
  }

  toJSON(): string {
    return mark + (this.text.includes('.') ? this.text : `${this.text}.0`);
  }
}

/** JSON with its fractions as the numbers they are. */
export const withFractions = (json: string): string =>
  json.includes('"\\u0001') ? json.replaceAll(marked, '$1') : json;
