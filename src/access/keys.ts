import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Caller } from './caller.js';
import { callerOf, type ResidentAccount } from './logins.js';
import type { Accounts } from './ports.js';

/** A key that lives in this process only and is no secret, as the demo's. */
export interface ResidentKey extends Pick<ResidentAccount, 'dialect' | 'name' | 'customers'> {
  readonly key: string;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits, which a URL holds as they are; 131 bits. */
const keyLength = 22;

/** A new key. */
export const newKey = (): string =>
  Array.from({ length: keyLength }, () => alphabet.charAt(randomInt(alphabet.length))).join('');

/** What is kept of a key: an HMAC-SHA-256 under the pepper, which is kept apart from it. */
export const keyHash = (pepper: string, dialect: string, key: string): string =>
  createHmac('sha256', pepper)
    .update(JSON.stringify([dialect, key]))
    .digest('base64url');

/** Finds out whose key it is. */
export interface KeyRing {
  /** What a key is known by in this process and in the database; never its text. */
  hash(dialect: string, key: string): string;
  /** One statement, where it is none of this process's own. */
  owner(dialect: string, key: string): Promise<Caller | undefined>;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares with every one of them, in a time that tells nothing of any. */
function createResidents(residents: readonly ResidentKey[]) {
  const known = residents.map((resident) => ({ resident, digest: digest(resident.key) }));
  return (dialect: string, key: string): Caller | undefined => {
    const given = digest(key);
    const found = known.filter((one) => timingSafeEqual(one.digest, given) && one.resident.dialect === dialect);
    return found[0] && callerOf({ ...found[0].resident, groups: [] });
  };
}

/** Keys in the database, under the pepper of the settings, and those resident in this process, which need none. */
export function createKeyRing(accounts: Accounts, residents: readonly ResidentKey[], pepper: string): KeyRing {
  const secret = pepper === '' ? randomBytes(32).toString('base64url') : pepper;
  const resident = createResidents(residents);
  const hash = (dialect: string, key: string): string => keyHash(secret, dialect, key);
  return {
    hash,
    owner: async (dialect, key) => {
      const own = hash(dialect, key);
      const account = pepper === '' ? undefined : await accounts.findByKey(dialect, own);
      const same = account?.keyHash !== undefined && timingSafeEqual(Buffer.from(account.keyHash), Buffer.from(own));
      return account && same ? callerOf(account) : resident(dialect, key);
    },
  };
}
