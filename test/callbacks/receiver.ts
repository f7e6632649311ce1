import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it came in. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Milliseconds, of no particular clock. */
  readonly at: number;
}

/** Somebody who is told of events. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** What came in, without what it came with. */
  texts(): readonly string[];
  close(): Promise<void>;
}

/** How a receiver answers the message that it has just got; nothing is not at all. */
export type Answering = (res: ServerResponse, message: Received) => void;

/** Answers with this status. */
export const status =
  (code: number): Answering =>
  (res) =>
    void res.writeHead(code).end();

/** A receiver on a free port of loopback. */
export async function openReceiver(answer: Answering = status(200), host = '127.0.0.1'): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((req, res) => {
    let text = '';
    req.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    req.on('end', () => {
      const { method = '', url = '', headers } = req;
      const message = { method, url, headers, text, at: performance.now() };
      received.push(message);
      answer(res, message);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}/hook`,
    received,
    texts: () => received.map(({ text }) => text),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
