import type { Problem } from '../../../src/core/fault.js';
import { Fault } from '../../../src/core/fault.js';
import type { Passwords } from '../../../src/core/logins/model.js';
import type { Role } from '../lens/contact.js';
import type { BluContact } from '../wire/generated.js';

const shortest = 8;
const longest = 255;

/** The vendor's upload page: "at least 8, with upper case, lower case and digit". The value is never repeated. */
function problemOf(password: string): Omit<Problem, 'member'> | undefined {
  if (password.length < shortest) return { rule: 'minSize', limit: shortest };
  if (password.length > longest) return { rule: 'maxLength', limit: longest };
  const isMixed = /\p{Lu}/u.test(password) && /\p{Ll}/u.test(password) && /\p{Nd}/u.test(password);
  return isMixed ? undefined : { rule: 'matches', limit: 'upper case, lower case and a digit' };
}

const coreRoles = { billingContact: 'billing', salesContact: 'sales' } as const;

/** The passwords that contacts are given: an empty one is none. Faults: invalid, with every problem at once. */
export function passwordsIn(contacts: Readonly<Partial<Record<Role, BluContact>>>): Passwords {
  const passwords: { billing?: string; sales?: string } = {};
  const problems: Problem[] = [];
  for (const role of ['billingContact', 'salesContact'] as const) {
    const password = contacts[role]?.passwd?.trim() ?? '';
    if (password === '') continue;
    const problem = problemOf(password);
    if (problem) problems.push({ member: `${role}.passwd`, ...problem });
    passwords[coreRoles[role]] = password;
  }
  if (problems.length > 0) throw new Fault('invalid', { problems });
  return passwords;
}
