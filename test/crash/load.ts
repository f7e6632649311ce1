import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type Client } from './client.js';
import { contentOf, type Attempt, type Known, type Ledger } from './ledger.js';

/** How many customers each client goes on changing, and how many all of them change. */
const own = 40;
const shared = 4;

/** The longest that so many writes may take. */
const patience = 30_000;

/** Who writes to what, from one kill to the next. */
export interface Crew {
  readonly ledger: Ledger;
  readonly clients: number;
  /** The customers of each client. */
  readonly owned: Known[][];
  /** The customers that all of them change. */
  readonly shared: Known[];
  /** Answers other than success: there should be none. */
  readonly refused: string[];
}

export const createCrew = (ledger: Ledger, clients: number): Crew => ({
  ledger,
  clients,
  owned: Array.from({ length: clients }, () => []),
  shared: [],
  refused: [],
});

const anyOf = <T>(items: readonly T[]): T | undefined => items[Math.floor(Math.random() * items.length)];

/** What a client writes next: a new customer, a change of its own or of everybody's. */
function next({ ledger, owned, shared }: Crew, client: number): Attempt {
  const dice = Math.random();
  const known = dice < 0.15 ? anyOf(shared) : dice < 0.6 ? anyOf(owned[client] ?? []) : undefined;
  return known ? ledger.update(known) : ledger.add();
}

/** Writes once; whether it was acknowledged with what had been sent. */
async function write(crew: Crew, http: Client, attempt: Attempt): Promise<boolean> {
  const { kind, token, number, id } = attempt;
  const content = contentOf(token);
  const answer = await (kind === 'add'
    ? http.post('AddCustomer', { ...content, CustomerNumber: number, CustomerType: 'B' })
    : http.post('UpdateCustomer', { ...content, ID: id }));
  const { status, body } = answer;
  const repeated = Object.entries(content).every(([name, value]) => body[name] === value);
  if (status !== 200 || !repeated || typeof body['ID'] !== 'number') {
    crew.refused.push(`${kind} ${token}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
    return false;
  }
  crew.ledger.acknowledge(attempt, body['ID']);
  return true;
}

/** Remembers a new customer as one of those to change. */
function remember(crew: Crew, client: number, { kind, id, number }: Attempt): void {
  if (kind !== 'add' || id === undefined) return;
  const mine = crew.owned[client] ?? [];
  mine.push({ id, number });
  if (mine.length > own) mine.shift();
  if (crew.shared.length < shared) crew.shared.push({ id, number });
}

/** Writes one thing after the other until the connection breaks. */
async function writeOnce(crew: Crew, url: URL, client: number, acknowledged: () => void): Promise<void> {
  const http = createClient(url);
  try {
    while (crew.refused.length < 100) {
      const attempt = next(crew, client);
      if (!(await write(crew, http, attempt))) continue;
      remember(crew, client, attempt);
      acknowledged();
    }
  } catch {
    // Who served it was killed; whether what was on its way arrived is what the check finds out.
  } finally {
    http.close();
  }
}

/** How long a client waits before it comes with a new connection, in milliseconds. */
const rest = 10;

/** Lets all clients write at once and calls `kill` in the middle of it, as soon as so many writes are acknowledged. */
export async function writeUntil(crew: Crew, url: URL, writes: number, kill: () => Promise<unknown>): Promise<void> {
  let killed: Promise<unknown> | undefined;
  let over = false;
  let count = 0;
  const end = (): void => void (killed ??= kill().finally(() => (over = true)));
  const counted = (): void => {
    if ((count += 1) >= writes) end();
  };
  const timer = setTimeout(end, patience);
  const writeOn = async (client: number): Promise<void> => {
    while (!over && crew.refused.length < 100) {
      await writeOnce(crew, url, client, counted);
      await sleep(rest);
    }
  };
  await Promise.all(crew.owned.map((_, client) => writeOn(client)));
  clearTimeout(timer);
  await killed;
  if (count < writes)
    throw new Error(`only ${count} of ${writes} writes were acknowledged. ${crew.refused.join('\n')}`);
}
