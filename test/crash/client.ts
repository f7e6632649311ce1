import { Agent, request } from 'node:http';
import { json } from 'node:stream/consumers';

const base = '/Billing/Customer';

/** A customer as the dialect answers it. */
export type View = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly body: View;
}

/** One client with one connection. A call rejects unless the whole answer arrives. */
export interface Client {
  get(id: number): Promise<Answer>;
  post(action: string, body: object): Promise<Answer>;
  close(): void;
}

export function createClient(url: URL): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (method: string, path: string, body?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = { 'Content-Type': 'application/json' };
      const sent = request(new URL(base + path, url), { method, agent, headers }, (received) => {
        json(received).then((view) => resolve({ status: received.statusCode ?? 0, body: view as View }), reject);
      });
      sent.setTimeout(15_000, () => sent.destroy(new Error('no answer within 15 s')));
      sent.once('error', reject).end(body);
    });
  return {
    get: (id) => ask('GET', `/GetCustomer/${id}`),
    post: (action, body) => ask('POST', `/${action}`, JSON.stringify(body)),
    close: () => agent.destroy(),
  };
}
