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

/** Who a name and a password are, in the database first and then among the residents; undefined when nobody. */
export type Login = (dialect: string, name: string, password: string) => Promise<Caller | undefined>;

const keyOf = (dialect: string, name: string): string => `${dialect} ${name}`;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const callerOf = ({ name, groups, customers }: Pick<ResidentAccount, 'name' | 'groups' | 'customers'>): Caller => ({
  name,
  groups,
  ...(customers && { customers }),
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
    if (open) return timingSafeEqual(digest(open.password), digest(password)) ? callerOf(open) : undefined;
    return (await verified(account, password)) && account ? callerOf(account) : undefined;
  };
}
