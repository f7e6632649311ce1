import type { Json } from '../../../src/core/customers/model.js';
import { text } from '../../../src/dialect/forms.js';
import type { Form } from '../../../src/dialect/lens.js';

/** A number as perl turns it into text: an integer with all its digits, anything else with fifteen. */
const numeral = (number: number): string =>
  Number.isSafeInteger(number)
    ? String(number)
    : String(Number(number.toPrecision(15))).replace(/e([+-])(\d)$/, 'e$10$2');

/** What a JSON value becomes when it is bound to a text column; true is 1 and false is 0. */
function bound(sent: Json): Json {
  if (typeof sent === 'boolean') return sent ? '1' : '0';
  return typeof sent === 'number' ? numeral(sent) : sent;
}

/**
 * A text column in Oracle, where the empty text is NULL. Null is what is shown of nothing, and what clears. A text that
 * another vendor made longer is shown whole: half a reference matches nothing.
 */
export function column(max: number): Form {
  const base = text({ max });
  return {
    ...base,
    show: (stored) => base.show(stored) || null,
    canonical: (sent) => bound(sent) || null,
    store: (canonical) => canonical ?? undefined,
  };
}
