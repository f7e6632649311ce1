import { text } from '../../../src/dialect/forms.js';
import type { Form } from '../../../src/dialect/lens.js';
import { isMissing } from '../../../src/wire/aspnet/annotations.js';

const needed = { rule: 'required' };

/** Text that may be missing: null is what is shown of nothing, and what clears. Lengths are judged before it comes here. */
export function optional(length: number): Form {
  const base = text({ cut: length });
  return {
    show: (stored) => base.show(stored) || null,
    canonical: (sent) => sent || null,
    store: (canonical) => canonical ?? undefined,
  };
}

/** Text that must be there: `otherwise` is shown while nothing, or nothing but blanks, is stored. */
export function required(length: number, otherwise: string): Form {
  const base = text({ cut: length });
  return {
    show: (stored) => {
      const shown = base.show(stored);
      return isMissing(shown) ? otherwise : shown;
    },
    canonical: (sent) => sent,
    store: (canonical) => canonical ?? undefined,
    problem: (canonical) => (isMissing(canonical) ? needed : undefined),
  };
}

/** A boolean, or null while nobody said. */
export const flag: Form = {
  show: (stored) => (typeof stored === 'boolean' ? stored : null),
  canonical: (sent) => sent,
  store: (canonical) => canonical ?? undefined,
};

/** A boolean that must be there; false while nobody said. */
export const certainFlag: Form = {
  show: (stored) => stored === true,
  canonical: (sent) => sent,
  store: (canonical) => canonical ?? undefined,
  problem: (canonical) => (typeof canonical === 'boolean' ? undefined : needed),
};

/** Whether a customer is a business; one of which that is not known is. */
export const commercial: Form = {
  show: (stored) => stored !== 'residential',
  canonical: (sent) => sent,
  store: (canonical) => (canonical === true ? 'business' : 'residential'),
  problem: (canonical) => (typeof canonical === 'boolean' ? undefined : needed),
};
