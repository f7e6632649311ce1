import type { Engine } from './engine.js';
import { memoized } from './memoized.js';
import { ask, type Statement, type Value } from './statement.js';

type Given = readonly Value[];
type Done = (error: unknown, row?: object) => void;

const statementOf = memoized((sql: string): Statement => ({
  name: sql,
  build: (q, p) =>
    q.raw(
      sql,
      Array.from({ length: sql.split('?').length - 1 }, (_, at) => p(String(at))),
    ),
}));

/**
 * What rate-limiter-flexible takes for a connection to SQLite, over an engine: its writes are changes like any others,
 * which share a commit, wait for other processes without holding up this one, and fault as they do.
 */
export function limiterClient({ read, change }: Pick<Engine, 'read' | 'change'>) {
  const rowOf = async (sql: string, given: Given): Promise<object | undefined> => {
    const work = () => ask(statementOf(sql), Object.fromEntries(given.entries()));
    const [row] = await (sql.startsWith('SELECT') ? read(work) : change(work));
    return row && { points: row[0], expire: row[1] };
  };
  const get = (sql: string, given: Given, done: Done): void => {
    rowOf(sql, given).then((row) => done(undefined, row), done);
  };
  return {
    serialize: (body: () => void): void => body(),
    get,
    /** Its savepoints are spared: every change is all or nothing. */
    run: (sql: string, given: Given | Done, done: Done = given as Done): void => {
      if (typeof given === 'function') done(undefined);
      else get(sql, given, (error) => done.call({ changes: 0 }, error));
    },
  };
}
