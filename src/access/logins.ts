import { createHash, timingSafeEqual } from 'node:crypto';
import type { Caller } from './caller.js';
import { nobodysHash, verifyPassword } from './passwords.js';
import { nameProblem } from './policy.js';
import type { Account, Accounts } from './ports.js';

/** A login that lives in this process only and whose password is no secret, as the demo's. */
export interface ResidentAccount {
  readonly dialect: string;
  readonly name: string;
  readonly password: string;
  readonly groups: readonly string[];
  readonly customers?: ReadonlySet<number>;
}

/** Why a name and a password, or a key, are nobody's. */
export type LoginRefusal = 'name-unknown' | 'password-wrong' | 'key-unknown';

/** Who a name and a password are, in the database first and then among the residents. */
export type Login = (dialect: string, name: string, password: string) => Promise<Caller | LoginRefusal>;

const keyOf = (dialect: string, name: string): string => `${dialect} ${name}`;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

type Known = Pick<ResidentAccount, 'name' | 'groups' | 'customers'> & { readonly id?: number };

/** The caller an account stands for. */
export const callerOf = ({ name, groups, customers, id }: Known): Caller => ({
  name,
  groups,
  ...(customers && { customers }),
  ...(id !== undefined && { account: id }),
});

async function verified(account: Account | undefined, password: string): Promise<boolean> {
  const matches = await verifyPassword(account?.passwordHash ?? nobodysHash, password);
  return matches && account !== undefined;
}

/** An unknown name takes as long as a known one. A login in the database hides a resident of its name. */
export function createLogin(accounts: Accounts, residents: readonly ResidentAccount[]): Login {
  const resident = new Map(residents.map((account) => [keyOf(account.dialect, account.name), account]));

  return async (dialect, name, password) => {
    const account = nameProblem(name) ? undefined : await accounts.find(dialect, name);
    const open = account ? undefined : resident.get(keyOf(dialect, name));
    if (open) return timingSafeEqual(digest(open.password), digest(password)) ? callerOf(open) : 'password-wrong';
    if ((await verified(account, password)) && account) return callerOf(account);
    return account ? 'password-wrong' : 'name-unknown';
  };
}
