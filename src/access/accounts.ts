import { Fault, type Problem } from '../core/fault.js';
import type { Clock } from '../core/ports.js';
import { keyHash } from './keys.js';
import { hashPassword } from './passwords.js';
import { groupProblem, keyProblem, nameProblem, passwordProblem } from './policy.js';
import type { Account, Accounts, Reach } from './ports.js';

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

/** A login to be made, with its key; without groups it belongs to none. */
export interface NewKeyAccount extends AccountKey {
  readonly key: string;
  /** The secret under which the key is hashed. */
  readonly pepper: string;
}

/** A login as it may be shown: without any hash. */
export type ShownAccount = Omit<Account, 'passwordHash' | 'keyHash'>;

function refuse(found: readonly (Problem | undefined)[]): void {
  const problems = found.filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new Fault('invalid', { problems });
}

function shown({ passwordHash: _password, keyHash: _key, ...account }: Account): ShownAccount {
  return account;
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

/** Makes a login by key. Faults: invalid (name, key), id-taken for a name or a key that the dialect has already. */
export async function addKey(
  accounts: Accounts,
  clock: Clock,
  { dialect, name, key, pepper }: NewKeyAccount,
): Promise<ShownAccount> {
  refuse([nameProblem(name), keyProblem(key)]);
  const createdAt = new Date(clock.now()).toISOString();
  return shown(await accounts.add({ dialect, name, keyHash: keyHash(pepper, dialect, key), groups: [], createdAt }));
}

const known = (done: boolean, { name }: AccountKey): void => {
  if (!done) throw new Fault('record-unknown', { key: name });
};

/**
 * Gives a login another password and ends its sessions at once; the old password is refused within a minute, and no
 * session that it begins until then is good. Faults: invalid, record-unknown.
 */
export async function changePassword(
  accounts: Accounts,
  clock: Clock,
  key: AccountKey,
  password: string,
): Promise<void> {
  refuse([passwordProblem(password)]);
  const hash = await hashPassword(password);
  known(await accounts.setPassword(key.dialect, key.name, hash, new Date(clock.now()).toISOString()), key);
}

async function reach(accounts: Accounts, key: AccountKey, revise: (now: Reach) => Reach): Promise<void> {
  known(await accounts.changeReach(key.dialect, key.name, revise), key);
}

/**
 * Lets a login reach these customers besides those it may reach already; one that may reach all may reach only these
 * from then on. In force with a session's next request, elsewhere within a minute. Faults: record-unknown.
 */
export const grantCustomers = (accounts: Accounts, key: AccountKey, ids: readonly number[]): Promise<void> =>
  reach(accounts, key, (now = new Set()) => new Set([...now, ...ids]));

/** Lets a login reach all customers, which every login may at first. Faults: record-unknown. */
export const grantAllCustomers = (accounts: Accounts, key: AccountKey): Promise<void> =>
  reach(accounts, key, () => undefined);

/**
 * Keeps a login from these customers; without the last of them it reaches nobody. Faults: record-unknown; invalid for a
 * login that may reach all, since there is no list to take them from.
 */
export const ungrantCustomers = (accounts: Accounts, key: AccountKey, ids: readonly number[]): Promise<void> =>
  reach(accounts, key, (now) => {
    if (!now) throw new Fault('invalid', { problems: [{ member: 'customers', rule: 'listed' }] });
    const gone = new Set(ids);
    return new Set([...now].filter((id) => !gone.has(id)));
  });

/** Ends a login, within a minute; its name is free again at once. Faults: record-unknown. */
export async function revokeAccount(accounts: Accounts, clock: Clock, key: AccountKey): Promise<void> {
  known(await accounts.revoke(key.dialect, key.name, new Date(clock.now()).toISOString()), key);
}

/** The logins of these dialects, by name within each. */
export async function listAccounts(accounts: Accounts, dialects: readonly string[]): Promise<readonly ShownAccount[]> {
  const lists = await Promise.all(dialects.map((dialect) => accounts.list(dialect)));
  return lists.flat().map(shown);
}
