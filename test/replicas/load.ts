import { Agent, type OutgoingHttpHeaders } from 'node:http';
import { ask, type Answer } from './replica.js';

/** The path of one of M4's methods. */
export const m4 = (action: string): string => `/Billing/Customer/${action}`;

interface Connection {
  readonly agent?: Agent;
  readonly headers?: OutgoingHttpHeaders;
}

/** Adds a customer through M4. */
export const add = (base: string, customer: object, connection: Connection = {}): Promise<Answer> =>
  ask(base, m4('AddCustomer'), { body: { CustomerType: 'B', Name: 'Load', ...customer }, ...connection });

/** What became of customers that were added: numbers by outcome, and how long the slowest answer took. */
export interface Outcome {
  readonly acknowledged: string[];
  /** Statuses of other answers. */
  readonly refused: number[];
  /** Requests that got no answer. */
  readonly dropped: string[];
  slowest: number;
}

/** Customers being added, one after the other on each of some connections, until it is told to end. */
export interface Load {
  readonly sofar: Outcome;
  end(): Promise<Outcome>;
}

interface Options {
  readonly clients?: number;
  /** Milliseconds between an answer and the next request of a client. */
  readonly pause?: number;
  /** Whether connections are kept for the next request. */
  readonly kept?: boolean;
  readonly headers?: OutgoingHttpHeaders;
  /** What the customers' numbers begin with. */
  readonly name?: string;
}

const pauseOf = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Begins to add customers at these addresses, in turn. */
export function load(
  bases: readonly string[],
  { clients = 8, pause = 5, kept = true, headers = {}, name = 'load' }: Options = {},
): Load {
  const sofar: Outcome = { acknowledged: [], refused: [], dropped: [], slowest: 0 };
  const agent = kept ? new Agent({ keepAlive: true }) : undefined;
  const connection = { headers, ...(agent && { agent }) };
  let ended = false;
  let count = 0;
  const one = async (): Promise<void> => {
    const CustomerNumber = `${name}-${(count += 1)}`;
    const from = performance.now();
    try {
      const { status } = await add(bases[count % bases.length] ?? '', { CustomerNumber }, connection);
      if (status === 200) sofar.acknowledged.push(CustomerNumber);
      else sofar.refused.push(status);
    } catch (error) {
      sofar.dropped.push(String(error));
    }
    sofar.slowest = Math.max(sofar.slowest, performance.now() - from);
  };
  const client = async (): Promise<void> => {
    while (!ended) {
      await one();
      await pauseOf(pause);
    }
  };
  const all = Promise.all(Array.from({ length: clients }, client));
  return {
    sofar,
    end: async () => {
      ended = true;
      await all;
      agent?.destroy();
      return sofar;
    },
  };
}
