import { setTimeout as sleep } from 'node:timers/promises';
import knexPackage from 'knex';
import type { Knex } from 'knex';
import type { Pool, QueryConfig } from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { createAdditions } from './additions.js';
import { asFault } from './constraints.js';
import type { Engine } from './engine.js';
import { GatheringSocket } from './gathering-socket.js';
import { memoized } from './memoized.js';
import { again, onOne, refuseCrowd, run, transaction, type Asking, type Connection } from './postgres-works.js';
import { compile, compileSeveral, type Arguments, type Compiled, type Row, type Statement } from './statement.js';

/** The statements as PostgreSQL understands them, each compiled once and prepared once a connection. */
function createAsk(knex: Knex): (connection: Connection) => Asking {
  const single = memoized((statement: Statement) => compile(knex, statement));
  const several = memoized((statement: Statement) => compileSeveral(knex, statement));
  return (connection) => {
    const query = async ({ name, sql: text, values }: Compiled, given: Arguments): Promise<readonly Row[]> => {
      const asked = { name, text, values: values(given), rowMode: 'array' as const };
      return (await connection.query<Row & unknown[]>(asked)).rows;
    };
    return {
      ask: ({ statement, given }) => query(single(statement), given),
      askSeveral: (statement, given) => query(several(statement), { rows: JSON.stringify(given) }),
    };
  };
}

/**
 * How connections are used; what the pool and the server bound, so that trouble is an answer and not a queue; and how long this side waits for a
 * server that hangs, which cancels nothing. Milliseconds. The URL's own `statement_timeout` and so on go before these.
 */
const bounds = {
  max: 10,
  connectionTimeoutMillis: 3000,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
  // What nobody waits for is sent together with what comes after it.
  pipeline: true,
  stream: () => new GatheringSocket(),
  statement_timeout: 5000,
  lock_timeout: 3000,
  idle_in_transaction_session_timeout: 10_000,
  query_timeout: 6000,
};

const silent = (): void => undefined;

/** The lock that replicas take turns by when they start: any number, the same in all of them. */
const turnstile = 4_711_2026;
const turnPause = 50;

/** Another replica's migrations may take longer than any statement of ours should, so that its end is asked for. */
const exclusive = <T>(pool: Pool, body: () => Promise<T>): Promise<T> =>
  onOne(
    pool,
    async (client) => {
      const take = async (): Promise<boolean> =>
        (await client.query<{ had: boolean }>('SELECT pg_try_advisory_lock($1) AS had', [turnstile])).rows[0]?.had ===
        true;
      while (!(await take())) await sleep(turnPause);
      const value = await body();
      await client.query('SELECT pg_advisory_unlock($1)', [turnstile]);
      return value;
    },
    // The lock ends with the connection.
    () => Promise.reject(new Error('its lock may still be held')),
  );

/** PostgreSQL at a URL, through a pool of connections. */
export async function createPostgres(url: string): Promise<Engine> {
  // pg costs 70 ms to load, which SQLite need not pay.
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url, ...bounds });
  // A connection that breaks is replaced by the pool, and whoever waited on it is told; unheard it would end the process.
  pool.on('error', silent).on('connect', (client) => void client.on('error', silent));
  const knex = knexPackage.knex({ client: 'pg', connection: url, pool: { min: 0, max: 2 } });
  const asking = createAsk(knex);
  const bounded = {
    query: async (query: QueryConfig) => {
      refuseCrowd(pool);
      return pool.query(query).catch((error: unknown) => {
        throw asFault(error);
      });
    },
  };

  return {
    read: (work) => {
      refuseCrowd(pool);
      return run(work(), asking(pool).ask);
    },
    change: async (work) => {
      const [outcome] = await again(() => transaction(pool, asking, [work]));
      if (outcome?.status !== 'fulfilled') throw outcome?.reason;
      return outcome.value;
    },
    add: createAdditions((works) => transaction(pool, asking, works)),
    exclusive: (body) => exclusive(pool, body),
    limiter: (options) =>
      new RateLimiterPostgres({
        ...options,
        storeClient: bounded,
        storeType: 'pool',
        tableName: 'login_failures',
        tableCreated: true,
        clearExpiredByTimeout: false,
      }),
    knex: () => knex,
    close: async () => {
      await knex.destroy();
      if (!pool.ending) await pool.end();
    },
  };
}
