import type { CustomerStatus, Json } from '../../../src/core/customers/model.js';
import { normalised, text, words } from '../../../src/dialect/forms.js';
import type { Form } from '../../../src/dialect/lens.js';

/** The length Grails gives a column that sets none. */
const columnLength = 255;

/** Grails binds texts without the blanks around them, as the document's own `<emailPrimary> Bill@…` needs. */
const trimmed = (form: Form): Form => normalised(form, (value) => value.trim());

/** The text of a value that is no list and no object. */
const plain = (value: Json): string => (value === null || typeof value === 'object' ? '' : String(value));

/** A text column. */
export const column = trimmed(text({ max: columnLength, cut: columnLength }));

/** A text that must not be blank; `shown` makes sure that what is shown never is. */
export const needed: Form = {
  ...column,
  problem: (canonical) => (canonical === '' ? { rule: 'blank' } : column.problem?.(canonical)),
};

/** A text is kept as `''` when it is taken away, so that what it belongs to stays made. */
export const lasting = (form: Form): Form => ({ ...form, store: (canonical) => canonical });

const shortestLogin = 6;

/** The vendor's upload page: "login (unique, at least 6 characters)". */
export const login: Form = {
  ...column,
  problem: (canonical) =>
    typeof canonical === 'string' && canonical !== '' && canonical.length < shortestLogin
      ? { rule: 'minSize', limit: shortestLogin, value: canonical }
      : column.problem?.(canonical),
};

/** `''` shows and takes away what is not set. */
const optional = (form: Form): Form => ({
  ...form,
  problem: (canonical) => (canonical === '' ? undefined : form.problem?.(canonical)),
});

/** The states of the document and of the vendor's status definitions, in the core's words. */
export const statuses: Readonly<Record<string, CustomerStatus>> = {
  Active: 'active',
  Draft: 'draft',
  Provisioning: 'provisioning',
  ...{ Overdue1: 'overdue1', Overdue2: 'overdue2', Overdue3: 'overdue3' },
  ...{ Suspended1: 'suspended1', Suspended2: 'suspended2', Suspended3: 'suspended3' },
  ...{ InActive1: 'inactive1', InActive2: 'inactive2', InActive3: 'inactive3' },
};

/** The core's states that are shown by a word; undefined for no such word. */
export function statesOf(word: string): readonly CustomerStatus[] | undefined {
  const state = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  if (state === undefined) return undefined;
  return state === 'draft' ? ['draft', 'quote'] : [state];
}

const stateWords = trimmed(words(statuses, 'Active'));

/** A quote has no word of its own here: it is a draft that nobody must call anything else. */
export const status: Form = { ...stateWords, show: (stored) => stateWords.show(stored === 'quote' ? 'draft' : stored) };

/** Whether a customer is a business, in the words of XML. */
export const businessAccount = (otherwise: boolean): Form =>
  normalised(words({ true: 'business', false: 'residential' }, String(otherwise)), (value) =>
    value.trim().toLowerCase(),
  );

/** "options are Days | Weeks | Months | Quarters | Years", as the document has it for frequencyUnits. */
export const units = optional(
  trimmed(words({ Days: 'days', Weeks: 'weeks', Months: 'months', Quarters: 'quarters', Years: 'years' }, '')),
);

const mostDigits = 4;

const isWhole = (canonical: Json): boolean => typeof canonical === 'string' && /^\d+$/.test(canonical);

/** A whole number, `''` where there is none. */
export const wholeNumber: Form = {
  show: (stored) => (typeof stored === 'number' ? String(stored) : ''),
  canonical: (sent) => {
    const written = plain(sent).trim();
    return isWhole(written) ? written.replace(/^0+(?=\d)/, '') : written;
  },
  store: (canonical) => (canonical === '' ? undefined : Number(canonical)),
  problem: (canonical) => {
    if (canonical === '') return undefined;
    if (!isWhole(canonical)) return { rule: 'typeMismatch', limit: 'number', value: canonical };
    return plain(canonical).length > mostDigits
      ? { rule: 'max', limit: 10 ** mostDigits - 1, value: canonical }
      : undefined;
  },
};

const currencyCode = /^[A-Z]{3}$/;

/** A currency by its ISO 4217 code. */
export const currency = (otherwise: string): Form => ({
  show: (stored) => (typeof stored === 'string' && currencyCode.test(stored) ? stored : otherwise),
  canonical: (sent) => plain(sent).trim().toUpperCase(),
  store: (canonical) => canonical,
  problem: (canonical) =>
    currencyCode.test(canonical as string)
      ? undefined
      : { rule: 'matches', limit: 'a currency code', value: canonical },
});
