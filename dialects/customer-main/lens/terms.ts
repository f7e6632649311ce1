import type { Customer } from '../../../src/core/customers/model.js';
import type { Member } from '../../../src/dialect/lens.js';
import { listed, unlisted } from './columns.js';
import { lists } from './lists.js';

type Terms = Customer['terms'];

const net = /^NET (\d+)$/;

const codes: readonly string[] = lists.TERMS.filter((word) => !net.test(word));

/** `NET 30` is thirty days; a code of another vendor's is no word here, and shown as none. */
function shown({ code = '', value, unit }: NonNullable<Terms> = {}): string {
  if (code !== '') return codes.includes(code) ? code : '';
  return unit === 'days' && Number.isInteger(value) && Number(value) >= 0 ? `NET ${value}` : '';
}

/** TERMS. One word is either a code or a number of days; writing one takes the other away. */
export const terms: Member<Customer> = {
  name: 'TERMS',
  reads: ['terms.code', 'terms.value', 'terms.unit'],
  writes: ['terms.code', 'terms.value', 'terms.unit'],
  get: (customer) => shown(customer.terms),
  canonical: (sent) => listed(lists.TERMS, sent),
  problem: (canonical) => unlisted(lists.TERMS, canonical),
  put: (_customer, canonical) => {
    const word = canonical as string;
    const days = net.exec(word)?.[1];
    return [
      ['terms.code', days === undefined && word !== '' ? word : undefined],
      ['terms.value', days === undefined ? undefined : Number(days)],
      ['terms.unit', days === undefined ? undefined : 'days'],
    ];
  },
};
