import type { Work } from '../change.js';
import { Fault } from '../fault.js';
import { contactRoles } from '../logins/model.js';
import type { Transaction } from '../ports.js';
import type { Customer } from './model.js';

/** The longest text that stands in a unique index; both databases must be able to hold it. */
const keyLength = 255;

const keyTexts: readonly (readonly [path: string, read: (customer: Customer) => string | undefined])[] = [
  ['number', (customer) => customer.number],
  ['externalReference', (customer) => customer.externalReference],
  ['source.table', (customer) => customer.source?.table],
  ...contactRoles.map(
    (role) => [`contacts.${role}.login`, ({ contacts }: Customer) => contacts?.[role]?.login] as const,
  ),
];

/** What must hold of every customer that is kept. Faults: invalid, source-incomplete, user-unknown. */
export function* checked(customer: Customer, tx: Transaction): Work<void> {
  for (const [member, text] of keyTexts) {
    if ((text(customer)?.length ?? 0) > keyLength) {
      throw new Fault('invalid', { problems: [{ member, rule: 'maxLength', limit: keyLength }] });
    }
  }
  if ((customer.source?.table === undefined) !== (customer.source?.id === undefined)) {
    throw new Fault('source-incomplete');
  }
  if (customer.userId !== undefined && !(yield* tx.records.users.find(customer.userId))) {
    throw new Fault('user-unknown', { key: customer.userId });
  }
}
