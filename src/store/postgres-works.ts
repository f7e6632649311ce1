import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { Step, Work } from '../core/change.js';
import { Fault } from '../core/fault.js';
import { asFault, isLost, isTrouble, unavailable } from './constraints.js';
import { createMerging, type Ask, type AskSeveral } from './merging.js';
import type { Question, Row } from './statement.js';

/** Anything that runs a query: the pool, or the one connection of a transaction. */
export type Connection = Pick<Pool | PoolClient, 'query'>;

/** How often a change that lost a race with another is run again, and the longest pause before the first time. */
const mostTries = 6;
const firstPause = 10;

/** Serialization failure, deadlock: the transaction is gone, and doing it again is right. */
const lostRace = new Set(['40001', '40P01']);

const codeOf = (error: unknown): string => String((error as { readonly code?: unknown }).code);

/** Runs a work step by step; a refusal of the database surfaces inside it, where the statement was asked. */
export async function run<T>(work: Work<T>, ask: Ask): Promise<T> {
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

/** Runs what may lose a race, and again when it has. Faults: unavailable when it loses every time. */
export async function again<T>(body: () => Promise<T>): Promise<T> {
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

/** How many may wait for a connection; the next one is refused at once. */
const mostWaiting = 500;

/** Faults: unavailable. */
export function refuseCrowd(pool: Pool): void {
  if (pool.waitingCount >= mostWaiting) throw new Fault('unavailable');
}

const silent = (): void => undefined;

/** Runs something on a connection of its own, which is used again only if it is as it was before. */
export async function onOne<T>(
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

/** Looks after what is told: it is sent on without waiting, and is known to be done when `settled` resolves. */
function teller() {
  const told: Promise<unknown>[] = [];
  let failure: { readonly error: unknown } | undefined;
  const send = (sent: Promise<unknown>): void =>
    void told.push(sent.catch((error: unknown) => (failure ??= { error })));
  return {
    send,
    telling:
      (ask: Ask): Ask =>
      async (question) => {
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

/** What can be asked of a connection. */
export interface Asking {
  readonly ask: Ask;
  readonly askSeveral: AskSeveral;
}

/** Several works, and what became of each. */
export type Works<T> = readonly (() => Work<T>)[];
export type Outcomes<T> = readonly PromiseSettledResult<T>[];

/**
 * Runs works side by side. Rejects with what one of them is refused for, trouble of the database before all else, once all
 * have come to their end; a work that is refused before it has asked for anything concerns nobody else.
 */
async function sideBySide<T>(works: Works<T>, askOf: (work: number) => Ask): Promise<Outcomes<T>> {
  const asked = new Set<number>();
  const outcomes = await Promise.allSettled(
    works.map((work, index) => {
      const ask = askOf(index);
      return run(work(), (question) => {
        asked.add(index);
        return ask(question);
      });
    }),
  );
  const spoilt = outcomes.filter((outcome, index) => outcome.status === 'rejected' && asked.has(index));
  const refusals = (spoilt as readonly PromiseRejectedResult[]).map(({ reason }): unknown => reason);
  if (refusals.length > 0) throw refusals.find(isTrouble) ?? refusals[0];
  return outcomes;
}

/** All of the works or nothing; answers what became of each. A connection that is lost takes its transaction with it. */
export const transaction = <T>(
  pool: Pool,
  asking: (connection: Connection) => Asking,
  works: Works<T>,
): Promise<Outcomes<T>> =>
  onOne(
    pool,
    async (client) => {
      const { send, telling, settled } = teller();
      send(client.query(begin));
      const { ask, askSeveral } = asking(client);
      const merging = works.length > 1 ? createMerging(ask, askSeveral) : undefined;
      // What was told before failed before, and for the reason that counts.
      const outcomes = await sideBySide(works, (work) => telling(merging?.of(work) ?? ask)).catch(
        async (error: unknown) => {
          await settled();
          throw error;
        },
      );
      merging?.flush();
      const { command } = await client.query(commit).finally(settled);
      // PostgreSQL answers so, and without an error, where a statement of the transaction had failed.
      if (command === 'ROLLBACK') throw new Error('a change went on after a statement of it had failed');
      return outcomes;
    },
    (client) => client.query('ROLLBACK'),
  );
