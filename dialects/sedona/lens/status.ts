import type { Customer, Json } from '../../../src/core/customers/model.js';
import type { Patch } from '../../../src/core/patch.js';
import type { Member } from '../../../src/dialect/lens.js';
import type { SedonaSettings } from '../settings.js';
import { required } from './forms.js';

const ownPath = 'extras.sedona.statusCode';

/** "CANC = Canceled". */
const cancels = (word: Json | undefined): boolean => typeof word === 'string' && word.toUpperCase() === 'CANC';

const isInactive = ({ status }: Pick<Customer, 'status'>): boolean => status.startsWith('inactive');

/** What a change of word does to the customer's status: AR, ANR and words of the operator's own all mean an active one. */
function statusFor(current: Customer, word: Json): Patch {
  if (cancels(word)) return isInactive(current) ? [] : [['status', 'inactive1']];
  return isInactive(current) ? [['status', 'active']] : [];
}

/**
 * StatusCode: the word last set here while it fits the customer's status, else CANC for an inactive customer and the
 * configured word for any other.
 */
export function statusMember({ customerStatusCode }: SedonaSettings): Member<Customer> {
  const form = required(25, cancels(customerStatusCode) ? 'AR' : customerStatusCode);
  return {
    name: 'StatusCode',
    reads: ['status', ownPath],
    writes: ['status', ownPath],
    get: (current) => {
      const own = current.extras?.['sedona']?.['statusCode'];
      if (cancels(own) !== isInactive(current)) return isInactive(current) ? 'CANC' : form.show(undefined);
      return form.show(own);
    },
    canonical: (sent) => form.canonical(sent),
    problem: (canonical) => form.problem?.(canonical),
    put: (current, canonical) => [[ownPath, canonical], ...statusFor(current, canonical)],
  };
}
