import { Fault } from '../core/fault.js';
import type { Vault } from '../core/vault.js';
import type { KeyRing } from './keys.js';

/** A vault whose secrets can be moved from one key to another. */
export interface RotatingVault extends Vault {
  /** The same secret under the current key; undefined where it is under it already. Faults: secrets-unavailable. */
  reseal(sealed: string): Promise<string | undefined>;
}

interface Opened {
  readonly secret: string;
  readonly place: string;
}

/** jose costs 40 ms to load, which a gateway without secrets need not pay. */
const jose = () => import('jose');

/** Why it did not open stays here: nobody outside can do anything about it. */
const unreadable = (): never => {
  throw new Fault('secrets-unavailable', { reason: 'unreadable' });
};

async function sealed({ keys, current }: KeyRing, secret: string, place: string): Promise<string> {
  const { CompactEncrypt } = await jose();
  return new CompactEncrypt(new TextEncoder().encode(secret))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: current, place })
    .encrypt(keys.get(current) as Uint8Array);
}

const algorithms = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };

async function opened({ keys }: KeyRing, text: string): Promise<Opened> {
  const { compactDecrypt } = await jose();
  const keyOf = ({ kid = '' }: { readonly kid?: string }) => keys.get(kid) ?? unreadable();
  const { plaintext, protectedHeader } = await compactDecrypt(text, keyOf, algorithms).catch(unreadable);
  return { secret: new TextDecoder().decode(plaintext), place: String(protectedHeader['place']) };
}

/** The id of the key a sealed text is under; undefined where it is no sealed text. */
async function keyIdOf(text: string): Promise<string | undefined> {
  const { decodeProtectedHeader } = await jose();
  try {
    return decodeProtectedHeader(text).kid;
  } catch {
    return undefined;
  }
}

/**
 * A vault over keys, which are asked for when the first secret comes: secrets become compact JWEs (RFC 7516; `dir`,
 * A256GCM) that name their key and are bound to their place by the protected header. Without keys it takes and opens none.
 */
export function createVault(ringOf: () => KeyRing | undefined): RotatingVault {
  let ring: KeyRing | undefined;
  const keys = (): KeyRing => {
    ring ??= ringOf();
    if (ring) return ring;
    throw new Fault('secrets-unavailable', { reason: 'no-keys' });
  };
  return {
    seal: async (secret, place) => sealed(keys(), secret, place),
    open: async (text, place) => {
      const found = await opened(keys(), text);
      return found.place === place ? found.secret : unreadable();
    },
    reseal: async (text) => {
      const known = keys();
      if ((await keyIdOf(text)) === known.current) return undefined;
      const { secret, place } = await opened(known, text);
      return sealed(known, secret, place);
    },
  };
}
