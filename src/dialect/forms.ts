import type { Json } from '../core/customers/model.js';
import type { Form } from './lens.js';

/** The beginning of a text, without the first half of a character that is cut in two. */
const beginning = (whole: string, length: number): string =>
  whole.length <= length ? whole : whole.slice(0, length).replace(/[\ud800-\udbff]$/, '');

/** Text that is `''` when nothing is stored; null clears it. `cut` is the vendor's column length, for showing. */
export const text = (limits: { readonly max?: number; readonly cut?: number } = {}): Form => ({
  show: (stored) => {
    const shown = typeof stored === 'string' ? stored : '';
    return limits.cut === undefined ? shown : beginning(shown, limits.cut);
  },
  canonical: (sent) => sent ?? '',
  store: (canonical) => (canonical === '' ? undefined : canonical),
  ...(limits.max !== undefined && { problem: (canonical: Json) => tooLong(canonical, limits.max) }),
});

const tooLong = (canonical: Json, limit = Infinity) =>
  typeof canonical === 'string' && canonical.length > limit
    ? { rule: 'maxLength', limit, value: canonical.length }
    : undefined;

/** A text form that is normalised first; the same when shown as when sent. */
export const normalised = (form: Form, normal: (text: string) => string): Form => ({
  ...form,
  show: (stored) => {
    const shown = form.show(stored);
    return typeof shown === 'string' ? normal(shown) : shown;
  },
  canonical: (sent) => {
    const canonical = form.canonical(sent);
    return typeof canonical === 'string' ? normal(canonical) : canonical;
  },
});

/** A number, or null when nothing is stored. */
export const nullableNumber = (limits: { readonly minimum?: number } = {}): Form => ({
  show: (stored) => stored ?? null,
  canonical: (sent) => sent,
  store: (canonical) => canonical ?? undefined,
  problem: (canonical) =>
    typeof canonical === 'number' && limits.minimum !== undefined && canonical < limits.minimum
      ? { rule: 'minimum', limit: limits.minimum, value: canonical }
      : undefined,
});

/** A closed list of wire words, one for each core word; `otherwise` is shown while nothing is stored. */
export function words(pairs: Readonly<Record<string, string>>, otherwise: string): Form {
  const byCore = new Map(Object.entries(pairs).map(([wire, core]) => [core, wire]));
  return {
    show: (stored) => byCore.get(stored as string) ?? otherwise,
    canonical: (sent) => sent,
    store: (canonical) => pairs[canonical as string],
    problem: (canonical) =>
      typeof canonical === 'string' && Object.hasOwn(pairs, canonical) ? undefined : { rule: 'enum', value: canonical },
  };
}
