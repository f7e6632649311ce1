import { setTimeout as sleep } from 'node:timers/promises';
import knexPackage from 'knex';
import type { Knex } from 'knex';
import type { Pool, PoolClient, QueryConfig } from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Step, Work } from '../core/change.js';
import { Fault } from '../core/fault.js';
import { asFault, isLost, unavailable } from './constraints.js';
import type { Engine } from './engine.js';
import { GatheringSocket } from './gathering-socket.js';
import { compile, type Compiled, type Question, type Row, type Statement } from './statement.js';

/** Anything that runs a query: the pool, or the one connection of a transaction. */
type Connection = Pick<Pool | PoolClient, 'query'>;

/** How often a change that lost a race with another is run again, and the longest pause before the first time. */
const mostTries = 6;
const firstPause = 10;

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

/** Runs what may lose a race, and again when it has. Faults: unavailable when it loses every time. */
async function again<T>(body: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await body();
    } catch (error) {
      if (!lostRace.has(codeOf(error))) throw error;
      if (tries >= mostTries) throw unavailable(error);
      await sleep(Math.random() * firstPause * 2 ** (tries - 1));
    }
  }
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

/** How many may wait for a connection; the next one is refused at once. */
const mostWaiting = 500;

function refuseCrowd(pool: Pool): void {
  if (pool.waitingCount >= mostWaiting) throw new Fault('unavailable');
}

const silent = (): void => undefined;

/** Runs something on a connection of its own, which is used again only if it is as it was before. */
async function onOne<T>(
  pool: Pool,
  body: (client: PoolClient) => Promise<T>,
  mend: (client: PoolClient) => Promise<unknown>,
): Promise<T> {
  refuseCrowd(pool);
  const client = await pool.connect().catch((error: unknown) => {
    throw asFault(error);
  });
  let sound = true;
  try {
    return await body(client);
  } catch (error) {
    sound = !isLost(error) && (await mend(client).then(() => true, silent)) === true;
    throw asFault(error);
  } finally {
    client.release(!sound);
  }
}

const none: readonly Row[] = [];

// Named, they are written like all others and so together with them.
const begin = { name: 'begin', text: 'BEGIN' };
const commit = { name: 'commit', text: 'COMMIT' };

/** Runs a change's statements; what is told is sent on without waiting, and is known to be done when `settled` resolves. */
function teller(ask: (question: Question) => Promise<readonly Row[]>) {
  const told: Promise<unknown>[] = [];
  let failure: { readonly error: unknown } | undefined;
  const send = (sent: Promise<unknown>): void =>
    void told.push(sent.catch((error: unknown) => (failure ??= { error })));
  return {
    send,
    ask: async (question: Question): Promise<readonly Row[]> => {
      const rows = ask(question);
      if (!question.told) return rows;
      send(rows);
      return none;
    },
    /** Rejects with the first refusal of what was told. */
    settled: async (): Promise<void> => {
      await Promise.all(told);
      if (failure) throw failure.error;
    },
  };
}

/** All or nothing. A connection that is lost takes its transaction with it. */
const transaction = <T>(
  pool: Pool,
  asking: (connection: Connection) => (question: Question) => Promise<readonly Row[]>,
  work: () => Work<T>,
): Promise<T> =>
  onOne(
    pool,
    async (client) => {
      const { send, ask, settled } = teller(asking(client));
      send(client.query(begin));
      // What was told before failed before, and for the reason that counts.
      const value = await run(work(), ask).catch(async (error: unknown) => {
        await settled();
        throw error;
      });
      const { command } = await client.query(commit).finally(settled);
      // PostgreSQL answers so, and without an error, where a statement of the transaction had failed.
      if (command === 'ROLLBACK') throw new Error('a change went on after a statement of it had failed');
      return value;
    },
    (client) => client.query('ROLLBACK'),
  );

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
      return run(work(), asking(pool));
    },
    change: (work) => again(() => transaction(pool, asking, work)),
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
      await pool.end();
    },
  };
}
