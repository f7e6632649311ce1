import type { Json } from '../../../src/core/customers/model.js';
import { normalised, text } from '../../../src/dialect/forms.js';
import type { Form } from '../../../src/dialect/lens.js';

/** A text as a char column compares and keeps it: without the blanks at its end. */
export function trimmed(sent: string): string {
  let end = sent.length;
  while (end > 0 && sent.charAt(end - 1) === ' ') end -= 1;
  return sent.slice(0, end);
}

/** A scalar as text: parameters arrive as texts, whatever they are. */
export function written(sent: Json): string {
  if (typeof sent === 'string') return sent;
  return typeof sent === 'number' || typeof sent === 'boolean' ? String(sent) : '';
}

/** A char column. Its width is not published; 4000 is the most such a column can hold. */
export const char: Form = normalised(text({ max: 4000 }), trimmed);

/** The entry of a closed list that a text is, letter case apart; the text itself where it is none. */
export function listed(list: readonly string[], sent: Json): string {
  const given = trimmed(written(sent));
  return list.find((entry) => entry.toLowerCase() === given.toLowerCase()) ?? given;
}

/** What is wrong with a word that should be one of a list, or nothing. */
export const unlisted = (list: readonly string[], canonical: Json) =>
  canonical === '' || list.includes(canonical as string) ? undefined : { rule: 'enum', value: canonical };

/** A char column of a closed list. */
export const choice = (list: readonly string[]): Form => ({
  ...char,
  canonical: (sent) => listed(list, sent),
  problem: (canonical) => unlisted(list, canonical),
});

/** As many digits as a number in JSON can be trusted with. */
const decimal = /^[+-]?\d{1,10}(?:\.\d{1,5})?$/;

const amountOf = (sent: Json): Json => {
  const given = written(sent).trim();
  if (given === '') return 0;
  return decimal.test(given) ? Number(given) + 0 : given;
};

/** "Must be greater than or equal to 0." Kept as a decimal text, 0 where nothing is. */
export const amount: Form = {
  show: (stored) => (typeof stored === 'string' && decimal.test(stored) ? Number(stored) + 0 : 0),
  canonical: amountOf,
  store: (canonical) => (canonical === 0 ? undefined : written(canonical)),
  problem: (canonical) => {
    if (typeof canonical !== 'number') return { rule: 'conversion', value: canonical };
    return canonical < 0 ? { rule: 'minimum', limit: 0, value: canonical } : undefined;
  },
};

const flags = new Map<string, boolean>([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
  ['', false],
]);

/** A bit column: .NET's words for it, or its number. */
export const flag: Form = {
  show: (stored) => stored === true,
  canonical: (sent) => {
    const given = written(sent);
    return flags.get(given.trim().toLowerCase()) ?? given;
  },
  store: (canonical) => (canonical === true ? true : undefined),
  problem: (canonical) => (typeof canonical === 'boolean' ? undefined : { rule: 'conversion', value: canonical }),
};
