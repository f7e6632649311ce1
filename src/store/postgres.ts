import knexPackage from 'knex';
import type { Knex } from 'knex';
import type { Pool, PoolClient } from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Step, Work } from '../core/change.js';
import { Fault } from '../core/fault.js';
import { asFault } from './constraints.js';
import type { Engine } from './engine.js';
import { compile, type Compiled, type Question, type Row, type Statement } from './statement.js';

/** Anything that runs a query: the pool, or the one connection of a transaction. */
type Connection = Pick<Pool | PoolClient, 'query'>;

/** How often a change that lost a race with another is run again. */
const mostTries = 6;

/** Serialization failure, deadlock: the transaction is gone, and doing it again is right. */
const lostRace = new Set(['40001', '40P01']);

const codeOf = (error: unknown): string => String((error as { readonly code?: unknown }).code);

/** Runs a work step by step; a refusal of the database surfaces inside it, where the statement was asked. */
async function run<T>(work: Work<T>, ask: (question: Question) => Promise<readonly Row[]>): Promise<T> {
  let step: IteratorResult<Step, T> = work.next();
  while (!step.done) {
    let rows: readonly Row[];
    try {
      rows = await ask(step.value as unknown as Question);
    } catch (error) {
      step = work.throw(asFault(error));
      continue;
    }
    step = work.next(rows);
  }
  return step.value;
}

/** The statements as PostgreSQL understands them, each compiled once and prepared once a connection. */
function createAsk(knex: Knex): (connection: Connection) => (question: Question) => Promise<readonly Row[]> {
  const cache = new Map<Statement, Compiled>();
  return (connection) =>
    async ({ statement, given }) => {
      let compiled = cache.get(statement);
      if (!compiled) cache.set(statement, (compiled = compile(knex, statement)));
      const { name, sql: text, values } = compiled;
      const query = { name, text, values: values(given), rowMode: 'array' as const };
      return (await connection.query<Row & unknown[]>(query)).rows;
    };
}

async function transaction<T>(client: PoolClient, body: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const value = await body();
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Runs what may lose a race, and again when it has. */
async function again<T>(body: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await body();
    } catch (error) {
      if (tries >= mostTries || !lostRace.has(codeOf(error))) throw error;
    }
  }
}

/** What the pool and the server bound, so that trouble is an answer and not a queue. Milliseconds. */
const bounds = {
  max: 10,
  connectionTimeoutMillis: 3000,
  idleTimeoutMillis: 30_000,
  statement_timeout: 5000,
  lock_timeout: 3000,
  idle_in_transaction_session_timeout: 10_000,
};

/** How many may wait for a connection; the next one is refused at once. */
const mostWaiting = 500;

/** Runs something on a connection of its own, which is not used again when it broke. */
async function onOne<T>(pool: Pool, body: (client: PoolClient) => Promise<T>): Promise<T> {
  if (pool.waitingCount >= mostWaiting) throw new Fault('unavailable');
  const client = await pool.connect().catch((error: unknown) => {
    throw asFault(error);
  });
  try {
    const value = await body(client);
    client.release();
    return value;
  } catch (error) {
    const fault = asFault(error);
    client.release(fault instanceof Fault && fault.code === 'unavailable');
    throw fault;
  }
}

/** The lock that replicas take turns by when they start: any number, the same in all of them. */
const turnstile = 4_711_2026;

const exclusive = <T>(pool: Pool, body: () => Promise<T>): Promise<T> =>
  onOne(pool, async (client) => {
    // Another replica's migrations may take longer than any statement of ours should.
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
    await client.query('SELECT pg_advisory_lock($1)', [turnstile]);
    try {
      return await body();
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [turnstile]);
      await client.query('RESET statement_timeout; RESET lock_timeout');
    }
  });

/** PostgreSQL at a URL, through a pool of connections. */
export async function createPostgres(url: string): Promise<Engine> {
  // pg costs 70 ms to load, which SQLite need not pay.
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url, ...bounds });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const knex = knexPackage.knex({ client: 'pg', connection: url, pool: { min: 0, max: 2 } });
  const asking = createAsk(knex);

  return {
    read: (work) => {
      if (pool.waitingCount >= mostWaiting) throw new Fault('unavailable');
      return run(work(), asking(pool));
    },
    change: (work) => again(() => onOne(pool, (client) => transaction(client, () => run(work(), asking(client))))),
    exclusive: (body) => exclusive(pool, body),
    limiter: (options) =>
      new RateLimiterPostgres({
        ...options,
        storeClient: pool,
        storeType: 'pool',
        tableName: 'login_failures',
        tableCreated: true,
        clearExpiredByTimeout: false,
      }),
    knex: () => knex,
    close: async () => {
      await knex.destroy();
      await pool.end();
    },
  };
}
