import { createClient } from './client.js';
import type { Contents } from './contents.js';
import { contentOf, tokenIn, type Attempt } from './ledger.js';

/** How many are asked for at once. */
const atOnce = 16;

interface Expected {
  readonly id: number;
  readonly token: string;
  readonly number: string;
}

/** What the gateway must answer for the customers of these writes, going by the rows that are stored. */
function expectedOf({ customers }: Contents, attempts: readonly Attempt[]): Expected[] {
  const ids = new Set<unknown>(attempts.map(({ id }) => id));
  return customers
    .filter(({ id }) => ids.has(id))
    .map(({ id, doc }) => {
      const { description = '', number = '' } = JSON.parse(String(doc)) as { description?: string; number?: string };
      return { id: Number(id), token: tokenIn(description), number };
    });
}

/** Asks the restarted gateway for every customer that was written to; answers what it shows otherwise than it is stored. */
export async function wrongAnswers(url: URL, contents: Contents, attempts: readonly Attempt[]): Promise<string[]> {
  const expected = expectedOf(contents, attempts);
  const wrong: string[] = [];
  const askOn = async (): Promise<void> => {
    const http = createClient(url);
    for (let next = expected.pop(); next; next = expected.pop()) {
      const { status, body } = await http.get(next.id);
      const wanted = { ...contentOf(next.token), CustomerNumber: next.number, ID: next.id };
      const right = status === 200 && Object.entries(wanted).every(([name, value]) => body[name] === value);
      if (!right) wrong.push(`customer ${next.id} is answered as ${status} ${JSON.stringify(body)}`);
    }
    http.close();
  };
  await Promise.all(Array.from({ length: atOnce }, askOn));
  return wrong;
}
