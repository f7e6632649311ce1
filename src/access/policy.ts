import type { Problem } from '../core/fault.js';

interface Rule {
  readonly member: string;
  readonly shortest: number;
  readonly longest: number;
  readonly forbidden: RegExp;
}

const names: Rule = { member: 'name', shortest: 1, longest: 128, forbidden: /[:\p{Cc}\p{Cs}]/u };
const groups: Rule = { member: 'groups', shortest: 1, longest: 128, forbidden: /[\p{Cc}\p{Cs}]/u };
const passwords: Rule = { member: 'password', shortest: 8, longest: 256, forbidden: /[\p{Cc}\p{Cs}]/u };

const keys: Rule = { member: 'key', shortest: 10, longest: 128, forbidden: /[^!-~]|[/?#%&+'"<>\\]/ };

function problemOf({ member, shortest, longest, forbidden }: Rule, text: string): Problem | undefined {
  const length = [...text].length;
  if (length < shortest) return { member, rule: 'minLength', limit: shortest };
  if (length > longest) return { member, rule: 'maxLength', limit: longest };
  return forbidden.test(text) ? { member, rule: 'pattern' } : undefined;
}

/** What is wrong with an account's name: 1 to 128 characters, no controls, no colon, which ends the name in HTTP Basic. */
export const nameProblem = (name: string): Problem | undefined => problemOf(names, name);

/** What is wrong with a group's name: 1 to 128 characters, no controls. */
export const groupProblem = (group: string): Problem | undefined => problemOf(groups, group);

/** What is wrong with a new password: 8 to 256 characters, no controls. */
export const passwordProblem = (password: string): Problem | undefined => problemOf(passwords, password);

/** What is wrong with a new key: 10 to 128 characters that stand in a path and in a query as they are. */
export const keyProblem = (key: string): Problem | undefined => problemOf(keys, key);
