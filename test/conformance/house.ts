import { dialects } from '../../dialects/index.js';
import { openSandbox } from '../../src/sandbox.js';
import { openDatabase } from '../../src/store/open.js';
import { ask, type Statement } from '../../src/store/statement.js';
import { createStore } from '../../src/store/store.js';
import { databases } from '../support/databases.js';
import type { Answer, Kept, Request } from './exercises/exercise.js';

/** A gateway with all dialects on the demo data, and what can be seen of it from outside. */
export interface House {
  /** Asks the vendor plane. */
  ask(request: Request): Promise<Answer>;
  /** Keeps a customer by way of the admin plane. */
  keep(record: object): Promise<Answer>;
  /** Every customer there is, as the admin plane shows it. */
  customers(): Promise<readonly Kept[]>;
  /** How many changes were ever made. */
  events(): Promise<number>;
  close(): Promise<void>;
}

const count: Statement = { name: 'test events count', build: (q) => q('events').count('* as count') };

async function sent(base: URL, { method, path, headers = {}, body }: Request): Promise<Answer> {
  const response = await fetch(new URL(path, base), { method, headers, ...(body !== undefined && { body }) });
  return { status: response.status, text: await response.text() };
}

async function allCustomers(base: URL): Promise<readonly Kept[]> {
  const found: Kept[] = [];
  for (let after: number | null = 0; after !== null;) {
    const { text } = await sent(base, { method: 'GET', path: `/v1/customers?limit=1000&after=${after}` });
    const page = JSON.parse(text) as { readonly items: readonly Kept[]; readonly next: number | null };
    found.push(...page.items);
    after = page.next;
  }
  return found;
}

/** Opens one on a database of its own, which a second connection reads the events from. */
export async function openHouse(kind: keyof typeof databases): Promise<House> {
  const database = await databases[kind]();
  const sandbox = await openSandbox(dialects, undefined, {
    database: database.url,
    anonymous: dialects.map(({ id }) => id),
  });
  const { url, adminUrl } = sandbox;
  const engine = await openDatabase(database.url);
  const json = { 'Content-Type': 'application/json' };
  return {
    ask: (request) => sent(url, request),
    keep: (record) =>
      sent(adminUrl, { method: 'POST', path: '/v1/customers', headers: json, body: JSON.stringify(record) }),
    customers: () => allCustomers(adminUrl),
    events: async () => {
      const rows = await createStore(engine).read(() => ask(count));
      return Number(rows[0]?.[0]);
    },
    close: async () => {
      await sandbox.close();
      await engine.close();
      await database.drop();
    },
  };
}
