import { Fault } from '../core/fault.js';
import type { RotatingVault } from './vault.js';

/** A sealed text where it is kept. */
export interface Sealed {
  readonly id: number;
  readonly text: string;
}

/** Everything in a database that the vault has sealed, by the name of the table it is in. */
export interface SealedTexts {
  readonly tables: readonly string[];
  /** In order of id, from the one after `after`, `limit` at most. */
  list(table: string, after: number, limit: number): Promise<readonly Sealed[]>;
  /** Leaves alone what has been changed since it was read. */
  replace(table: string, sealed: Sealed, text: string): Promise<void>;
}

/** What became of one table's secrets. */
export interface Rotated {
  readonly table: string;
  readonly moved: number;
  /** Under the current key already. */
  readonly current: number;
  /** The ids of those that do not open: their key is not given, or they were changed. */
  readonly unreadable: readonly number[];
}

/** How many are sealed anew at a time, so that they share commits. */
const pageSize = 200;

type Fate = 'moved' | 'current' | 'unreadable';

async function fateOf(texts: SealedTexts, vault: RotatingVault, table: string, sealed: Sealed): Promise<Fate> {
  try {
    const text = await vault.reseal(sealed.text);
    if (text === undefined) return 'current';
    await texts.replace(table, sealed, text);
    return 'moved';
  } catch (error) {
    if (error instanceof Fault && error.details['reason'] === 'unreadable') return 'unreadable';
    throw error;
  }
}

async function rotateTable(texts: SealedTexts, vault: RotatingVault, table: string): Promise<Rotated> {
  const fates: Record<Fate, number[]> = { moved: [], current: [], unreadable: [] };
  let page: readonly Sealed[];
  let after = 0;
  do {
    page = await texts.list(table, after, pageSize);
    const found = await Promise.all(page.map((sealed) => fateOf(texts, vault, table, sealed)));
    for (const [index, { id }] of page.entries()) fates[found[index] ?? 'unreadable'].push(id);
    after = page.at(-1)?.id ?? after;
  } while (page.length === pageSize);
  return { table, moved: fates.moved.length, current: fates.current.length, unreadable: fates.unreadable };
}

/**
 * Seals everything anew that is under another key than the current one; doing it again does nothing. Gateways may serve
 * meanwhile. Faults: secrets-unavailable without keys.
 */
export async function rotate(texts: SealedTexts, vault: RotatingVault): Promise<readonly Rotated[]> {
  const rotated: Rotated[] = [];
  for (const table of texts.tables) rotated.push(await rotateTable(texts, vault, table));
  return rotated;
}
