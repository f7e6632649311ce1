import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { isIPv4, type AddressInfo, type Socket } from 'node:net';
import type { Config } from './config.js';
import { Failure } from './failure.js';
import type { Tls } from './tls.js';

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken',
  EACCES: 'may not be used',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'is not known',
};

/** Where to listen; over TLS where it has a certificate. */
export interface Door {
  readonly host: string;
  readonly port: number;
  readonly tls?: Tls | undefined;
}

/** A listening server, its URL, and how to end it: no new requests, open ones get their answers. */
export interface Listening {
  readonly url: string;
  /** Uses another certificate for connections from now on; without effect on one that has none. */
  secure(tls: Tls): void;
  drain(seconds: number): Promise<void>;
}

/** Whether only this machine can reach an address, or a name for one. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** The open connections of a server, and the encrypted ones that lie over them. */
function connectionsOf(server: Server): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  const add = (socket: Socket): void => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  server.on('connection', add).on('secureConnection', add);
  return open;
}

/** Node counts a connection on which nothing has been sent yet as busy. */
function closeIdle(server: Server, open: ReadonlySet<Socket>): void {
  server.closeIdleConnections();
  for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
}

async function drained(server: Server, open: ReadonlySet<Socket>, seconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => closeIdle(server, open), 50);
  const force = setTimeout(() => {
    for (const socket of open) socket.destroy();
  }, seconds * 1000);
  closeIdle(server, open);
  await closed;
  clearInterval(idle);
  clearTimeout(force);
}

type Timeouts = Pick<Config, 'headersTimeout' | 'requestTimeout' | 'idleTimeout'>;

function optionsOf({ headersTimeout, requestTimeout, idleTimeout }: Timeouts) {
  return {
    // Headers are part of the request, and Node takes no longer time for them than for all of it.
    headersTimeout: Math.min(headersTimeout, requestTimeout || headersTimeout) * 1000,
    requestTimeout: requestTimeout * 1000,
    keepAliveTimeout: idleTimeout * 1000,
    // How often Node looks for requests that take too long: by itself twice a minute.
    connectionsCheckingInterval: 500,
  };
}

/** Listens. Throws a Failure in one line when it cannot. */
export async function listen(handler: RequestListener, { host, port, tls }: Door, times: Timeouts): Promise<Listening> {
  const options = optionsOf(times);
  const secure = tls && createSecureServer({ ...options, ...tls, handshakeTimeout: options.headersTimeout });
  const server = secure ?? createServer(options);
  const open = connectionsOf(server);
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
  return {
    url: `${secure ? 'https' : 'http'}://${name}:${address.port}`,
    secure: (renewed) => secure?.setSecureContext(renewed),
    drain: (seconds) => drained(server, open, seconds),
  };
}
