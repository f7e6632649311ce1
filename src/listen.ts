import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from './config.js';
import { Failure } from './failure.js';

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken',
  EACCES: 'may not be used',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'is not known',
};

/** A listening server, its URL, and how to end it: no new requests, open ones get their answers. */
export interface Listening {
  readonly url: string;
  drain(seconds: number): Promise<void>;
}

async function drained(server: Server, seconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const force = setTimeout(() => server.closeAllConnections(), seconds * 1000);
  server.closeIdleConnections();
  await closed;
  clearInterval(idle);
  clearTimeout(force);
}

type Timeouts = Pick<Config, 'headersTimeout' | 'requestTimeout' | 'idleTimeout'>;

/** Listens. Throws a Failure in one line when it cannot. */
export async function listen(
  handler: RequestListener,
  host: string,
  port: number,
  times: Timeouts,
): Promise<Listening> {
  const server = createServer({
    headersTimeout: times.headersTimeout * 1000,
    requestTimeout: times.requestTimeout * 1000,
    keepAliveTimeout: times.idleTimeout * 1000,
  });
  server.on('request', handler);
  // A client that waits for 100 Continue is told by whoever reads its body, or refused without having sent it.
  server.on('checkContinue', handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = reasons[error.code ?? ''] ?? `cannot be listened on (${error.code ?? error.message})`;
      reject(new Failure(`${host}:${port} ${reason}.`));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${name}:${address.port}`, drain: (seconds) => drained(server, seconds) };
}
