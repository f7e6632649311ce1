import Sqlite from 'better-sqlite3';
import { Command } from 'commander';
import { registerBackup } from '../../src/cli/backup.js';
import { Failure } from '../../src/failure.js';
import { run, serve, type Outcome, type Serving } from '../cli/program.js';
import { m4, member, post } from '../gateway/http.js';

/** Runs `backup` or `restore` on the database at a path. */
export const copying = (
  command: 'backup' | 'restore',
  file: string,
  path: string,
  ...more: readonly string[]
): Promise<Outcome> => run([command, file, '--database', `sqlite:${path}`, ...more]);

/** The same within this process, which takes less time. */
export async function copyingHere(...[command, file, path, ...more]: Parameters<typeof copying>) {
  let [out, err, code] = ['', '', 0];
  const program = new Command().configureOutput({ writeOut: (text) => void (out += text) });
  registerBackup(program, (database = '') => database);
  try {
    await program.parseAsync([command, file, '--database', `sqlite:${path}`, ...more], { from: 'user' });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    [err, code] = [error.message, error.exitCode];
  }
  return { code, out, err };
}

const servings: Serving[] = [];

/** Serves M4 over the database at a path, without credentials. */
export async function served(path: string): Promise<Serving> {
  const serving = await serve(['--dialects', 'm4', '--anonymous', 'm4', '--database', `sqlite:${path}`]);
  servings.push(serving);
  return serving;
}

/** Ends what a test that failed has left running. */
export function endAll(): void {
  for (const serving of servings.splice(0)) serving.signal('SIGKILL');
}

/** Adds a customer and changes it; answers its id. */
export async function written(url: URL, name: string): Promise<number> {
  const added = await post(url, m4('AddCustomer'), { Name: name, CustomerType: 'B' });
  const ID = member(added, 'ID') as number;
  await post(url, m4('UpdateCustomer'), { ID, Description: `about ${name}` });
  return ID;
}

/** A database with so many customers, which nobody serves. */
export async function stored(path: string, customers: number): Promise<void> {
  const gateway = await served(path);
  for (let n = 1; n <= customers; n++) await written(gateway.url, `Customer ${n}`);
  await gateway.stop();
}

/** One column of a query in SQL. */
export function outside(path: string, sql: string): readonly unknown[] {
  const database = new Sqlite(path, { fileMustExist: true });
  try {
    return database.prepare(sql).pluck().all();
  } finally {
    database.close();
  }
}

/** Runs SQL on a file. */
export function altered(path: string, sql: string): void {
  const database = new Sqlite(path);
  database.exec(sql);
  database.close();
}
