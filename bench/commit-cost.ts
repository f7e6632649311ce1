import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './statistics.js';

const commits = 300;

/** Milliseconds (median) that one durable commit of one small row takes in SQLite on the disk below this folder. */
export function commitCost(folder: string): number {
  const file = join(folder, 'commit-cost.db');
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)');
  const insert = database.prepare('INSERT INTO row (text) VALUES (?)');
  const times = Array.from({ length: commits }, () => {
    const since = performance.now();
    insert.run('one small row');
    return performance.now() - since;
  });
  database.close();
  rmSync(file);
  return median(times);
}
