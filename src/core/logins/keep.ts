import type { Work } from '../change.js';
import type { Customer } from '../customers/model.js';
import { Fault, type Problem } from '../fault.js';
import type { Context } from '../ports.js';
import { contactRoles, type ContactRole, type PasswordHashes } from './model.js';

/** What a contact logs in by, `''` where it does not; blanks are no name. */
function loginOf(customer: Customer | undefined, role: ContactRole): string {
  const login = (customer?.removedAt === undefined && customer?.contacts?.[role]?.login) || '';
  return login.trim() === '' ? '' : login;
}

/** Makes the logins of a customer's contacts what its change has made of them; a removed one has none. Faults: login-taken. */
export function* keepLogins(
  { tx }: Pick<Context, 'tx'>,
  before: Customer | undefined,
  after: Customer | undefined,
): Work<void> {
  if (!before?.contacts && !after?.contacts) return;
  const { id: customerId } = (after ?? before) as Customer;
  const changed = contactRoles.filter((role) => loginOf(before, role) !== loginOf(after, role));
  for (const role of changed) if (loginOf(after, role) === '') yield* tx.logins.release({ customerId, role });
  for (const role of changed) {
    const login = loginOf(after, role);
    if (login !== '') yield* tx.logins.keep({ customerId, role }, login);
  }
}

/** Gives contacts of a customer passwords, which no event repeats. Faults: invalid for a contact without a login. */
export function* setPasswords(context: Context, customer: Customer, hashes: PasswordHashes): Work<void> {
  const { tx, clock, actor } = context;
  const given = contactRoles.filter((role) => hashes[role] !== undefined);
  const problems = given.flatMap((role): Problem[] =>
    loginOf(customer, role) === '' ? [{ member: `contacts.${role}.login`, rule: 'required' }] : [],
  );
  if (problems.length > 0) throw new Fault('invalid', { problems });
  for (const role of given) {
    yield* tx.logins.setPassword({ customerId: customer.id, role }, hashes[role] as string);
    const at = new Date(clock.now()).toISOString();
    yield* tx.happened({ ...actor, subject: 'contact-logins', subjectId: customer.id, at, patch: [['role', role]] });
  }
}
