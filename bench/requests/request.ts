import type { Dataset } from '../dataset.js';

/** One request of a scenario; headers stand with the scenario. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

/** An integer below `limit`, scattered over the whole range as the count goes up, the same in every run. */
export function randomly(count: number, limit: number): number {
  let mixed = Math.imul(count ^ (count >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % limit;
}

/** A customer number that no other request of this or an earlier run carries, at most 15 characters. */
export function createNumber(count: number, data: Dataset): string {
  return `B${data.mark}-${count.toString(36).toUpperCase()}`;
}
