import type { Migration } from './migration.js';
import * as m0001 from './0001-customers.js';

/** Every migration in order. Append; never edit one that has been released. */
export const migrations: readonly Migration[] = [{ name: '0001-customers', up: m0001.up, down: m0001.down }];
