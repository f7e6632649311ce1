import { Fault, type Problem } from '../core/fault.js';
import type { Clock } from '../core/ports.js';
import { hashPassword } from './passwords.js';
import { groupProblem, nameProblem, passwordProblem } from './policy.js';
import type { Account, Accounts } from './ports.js';

/** Which login is meant. */
export interface AccountKey {
  readonly dialect: string;
  readonly name: string;
}

/** A login to be made, with the password as its owner types it. */
export interface NewAccount extends AccountKey {
  readonly password: string;
  readonly groups: readonly string[];
}

/** A login as it may be shown: without its password's hash. */
export type ShownAccount = Omit<Account, 'passwordHash'>;

function refuse(found: readonly (Problem | undefined)[]): void {
  const problems = found.filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new Fault('invalid', { problems });
}

function shown({ id, dialect, name, groups, createdAt }: Account): ShownAccount {
  return { id, dialect, name, groups, createdAt };
}

/** Makes a login. Faults: invalid (name, password, groups), id-taken. */
export async function addAccount(accounts: Accounts, clock: Clock, account: NewAccount): Promise<ShownAccount> {
  const { dialect, name, password } = account;
  refuse([nameProblem(name), passwordProblem(password), ...account.groups.map(groupProblem)]);
  const passwordHash = await hashPassword(password);
  const createdAt = new Date(clock.now()).toISOString();
  const groups = [...new Set(account.groups)];
  return shown(await accounts.add({ dialect, name, passwordHash, groups, createdAt }));
}

/** Gives a login another password; the old one is refused within a minute. Faults: invalid, record-unknown. */
export async function changePassword(
  accounts: Accounts,
  { dialect, name }: AccountKey,
  password: string,
): Promise<void> {
  refuse([passwordProblem(password)]);
  const changed = await accounts.setPassword(dialect, name, await hashPassword(password));
  if (!changed) throw new Fault('record-unknown', { key: name });
}

/** Ends a login, within a minute; its name is free again at once. Faults: record-unknown. */
export async function revokeAccount(accounts: Accounts, clock: Clock, { dialect, name }: AccountKey): Promise<void> {
  const revoked = await accounts.revoke(dialect, name, new Date(clock.now()).toISOString());
  if (!revoked) throw new Fault('record-unknown', { key: name });
}

/** The logins of these dialects, by name within each. */
export async function listAccounts(accounts: Accounts, dialects: readonly string[]): Promise<readonly ShownAccount[]> {
  const lists = await Promise.all(dialects.map((dialect) => accounts.list(dialect)));
  return lists.flat().map(shown);
}
