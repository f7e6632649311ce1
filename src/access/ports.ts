/** A login as it is kept: by password or by key, of which only hashes are. */
export interface Account {
  readonly id: number;
  readonly dialect: string;
  readonly name: string;
  /** Argon2id; of a login by password. */
  readonly passwordHash?: string;
  /** HMAC-SHA-256 under the pepper of the settings; of a login by key. */
  readonly keyHash?: string;
  readonly groups: readonly string[];
  /** The only customers it may reach; all of them when undefined. */
  readonly customers?: ReadonlySet<number>;
  readonly createdAt: string;
}

/** The only customers an account may reach; all of them when undefined. */
export type Reach = ReadonlySet<number> | undefined;

/** Logins as the store keeps them. Revoked ones are not found, and their names are free again. */
export interface Accounts {
  find(dialect: string, name: string): Promise<Account | undefined>;
  findByKey(dialect: string, keyHash: string): Promise<Account | undefined>;
  list(dialect: string): Promise<readonly Account[]>;
  /** Faults: id-taken when the dialect has a login of that name, or of that key. */
  add(account: Omit<Account, 'id'>): Promise<Account>;
  /** Another password from `at` on; sessions of before are at an end. False when there is no such login. */
  setPassword(dialect: string, name: string, passwordHash: string, at: string): Promise<boolean>;
  /** Which customers it may reach, out of those it may reach now; false when there is no such login. */
  changeReach(dialect: string, name: string, revise: (now: Reach) => Reach): Promise<boolean>;
  /** False when there is no such login. */
  revoke(dialect: string, name: string, at: string): Promise<boolean>;
}

/** A session as it is kept. Its id is a secret and kept as a hash only. */
export interface Session {
  readonly hash: string;
  readonly dialect: string;
  readonly name: string;
  /** Undefined for a login that lives in processes and not in the database. */
  readonly accountId?: number;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** A live session together with the account it belongs to. */
export interface FoundSession extends Session {
  readonly account?: Pick<Account, 'name' | 'groups' | 'customers'>;
}

/** Sessions as the store keeps them, where every replica sees them. */
export interface Sessions {
  /** One statement. Not found when it has expired, or its account has been revoked. */
  find(hash: string, now: number): FoundSession | undefined | Promise<FoundSession | undefined>;
  add(session: Session): Promise<void>;
  extend(hash: string, expiresAt: number): Promise<void>;
  /** False when there is no such session. */
  end(hash: string): Promise<boolean>;
  /** Removes what has expired, counts of failed logins too. */
  sweep(now: number): Promise<void>;
}
