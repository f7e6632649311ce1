import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a service got it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** What a service does with a request: answers it, or leaves it without an answer. */
export type Reaction = (res: ServerResponse, asked: Asked) => void;

/** Somebody else's service on this machine, which does what a test tells it to. */
export interface Service {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** The next reactions, one a request; the last one stays. */
  react(...reactions: readonly Reaction[]): void;
  /** No longer there; whoever asks is refused. */
  stop(): Promise<void>;
}

/** Answers with JSON. */
export const says =
  (status: number, body: unknown): Reaction =>
  (res) =>
    void res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

/** Never answers. */
export const hangs: Reaction = () => undefined;

/** Breaks the connection off in the middle of an answer. */
export const breaksOff: Reaction = (res) =>
  void res.writeHead(200, { 'Content-Length': '100' }).write('{"sta', () => res.destroy());

const running = new Set<() => Promise<void>>();

afterAll(async () => void (await Promise.all([...running].map((stop) => stop()))));

/** Starts one on a free port. */
export async function openService(...first: readonly Reaction[]): Promise<Service> {
  const asked: Asked[] = [];
  let reactions: readonly Reaction[] = first;
  const server = createServer((req, res) => {
    let text = '';
    req.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    req.on('end', () => {
      const { method = '', url: path = '', headers } = req;
      const one = { method, path, headers, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
      asked.push(one);
      const [reaction = hangs, ...rest] = reactions;
      if (rest.length > 0) reactions = rest;
      reaction(res, one);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async (): Promise<void> => {
    if (!running.delete(stop)) return;
    const closed = once(server, 'close');
    server.close().closeAllConnections();
    await closed;
  };
  running.add(stop);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    react: (...next) => void (reactions = next),
    stop,
  };
}
