import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';
import type { Clock, Ids } from './core/ports.js';

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

const each = 16;
const drawn = new Uint8Array(256 * each);
let used = drawn.length;

/** Drawn many at a time: asking for sixteen bytes costs as much as asking for thousands. */
function randomBytes(): Uint8Array {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  return drawn.subarray(used, (used += each));
}

/** Numbers that sort by time, so that a busy index grows at its end. */
export const timeOrderedIds: Ids = { number: () => v7({ random: randomBytes() }).toUpperCase() };
