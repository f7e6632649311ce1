/** A login as it is kept; the password only as its argon2id hash. */
export interface Account {
  readonly id: number;
  readonly dialect: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly groups: readonly string[];
  readonly createdAt: string;
}

/** Logins as the store keeps them. Revoked ones are not found, and their names are free again. */
export interface Accounts {
  find(dialect: string, name: string): Promise<Account | undefined>;
  list(dialect: string): Promise<readonly Account[]>;
  /** Faults: id-taken when the dialect has a login of that name. */
  add(account: Omit<Account, 'id'>): Promise<Account>;
  /** False when there is no such login. */
  setPassword(dialect: string, name: string, passwordHash: string): Promise<boolean>;
  /** False when there is no such login. */
  revoke(dialect: string, name: string, at: string): Promise<boolean>;
}
