import { randomBytes } from 'node:crypto';
import { Failure } from '../failure.js';

/** Keys by their ids, 256 bits each; secrets are sealed under the current one and opened under any. */
export interface KeyRing {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Uint8Array>;
}

const form = /^([A-Za-z0-9._-]{1,64}):([A-Za-z0-9+/_-]{43}=?)$/;

function entry(text: string, at: number): readonly [id: string, key: Uint8Array] {
  const [, id = '', key = ''] = form.exec(text) ?? [];
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length === 32) return [id, bytes];
  throw new Failure(`Entry ${at + 1} of GATEWAY_ENCRYPTION_KEYS is not ID:KEY with a key of 32 bytes in base64.`);
}

/**
 * The keys an operator wrote: `ID:KEY,ID:KEY,…`, the first one current; undefined for none. Throws a Failure that tells
 * which entry is wrong and nothing of it.
 */
export function keyRing(text: string): KeyRing | undefined {
  if (text === '') return undefined;
  const entries = text.split(',').map((part, at) => entry(part.trim(), at));
  const keys = new Map(entries);
  if (keys.size < entries.length) throw new Failure('GATEWAY_ENCRYPTION_KEYS has two keys of one id.');
  return { current: entries[0]?.[0] ?? '', keys };
}

/** A new key as it is written among others. */
export const newKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
