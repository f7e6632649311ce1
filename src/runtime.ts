import { v7 } from 'uuid';
import type { Clock, Ids } from './core/ports.js';

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** Numbers that sort by time, so that a busy index grows at its end. */
export const timeOrderedIds: Ids = { number: () => v7().toUpperCase() };
