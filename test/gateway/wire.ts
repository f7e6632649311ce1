import { connect, type Socket } from 'node:net';

/** A connection of which every byte is in the test's hands. */
export interface Wire {
  readonly socket: Socket;
  send(bytes: string | Uint8Array): void;
  /** What has come so far, once it matches; rejects when the connection ends before. */
  heard(pattern: RegExp): Promise<string>;
  /** All that came until the other side ended the connection. */
  ended(): Promise<string>;
  hangUp(): void;
}

/** How long anything may take, in milliseconds. */
const patience = 10_000;

const open = new Set<Socket>();

afterAll(() => {
  for (const socket of open) socket.destroy();
});

/** Connects. A reset counts as an end. */
export async function dial({ hostname, port }: URL): Promise<Wire> {
  const socket = connect(Number(port), hostname);
  open.add(socket);
  let text = '';
  let over = false;
  socket.on('data', (bytes) => (text += bytes.toString('latin1')));
  socket.on('error', () => undefined).on('close', () => (over = true));
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));

  const until = (holds: () => boolean) =>
    new Promise<string>((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(limit);
        socket.off('data', look).off('close', look);
      };
      const fail = (why: string): void => {
        stop();
        socket.destroy();
        reject(new Error(`${why} after: ${text}`));
      };
      const look = (): void => {
        if (!holds()) return over ? fail('the connection ended') : undefined;
        stop();
        resolve(text);
      };
      const limit = setTimeout(() => fail(`nothing more came within ${patience} ms`), patience);
      socket.on('data', look).on('close', look);
      look();
    });

  return {
    socket,
    send: (bytes) => void socket.write(bytes),
    heard: (pattern) => until(() => pattern.test(text)),
    ended: () => until(() => over),
    hangUp: () => void socket.destroy(),
  };
}

/** Sends bytes and answers all that came back until the other side ended the connection. */
export async function exchange(url: URL, bytes: string | Uint8Array): Promise<string> {
  const wire = await dial(url);
  wire.send(bytes);
  return wire.ended();
}

/** One answer out of the bytes of a connection. */
export interface Part {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** The answers that stand one after the other in what came over a connection; those to HEAD have no body. */
export function parts(text: string, methods: readonly string[] = []): readonly Part[] {
  const found: Part[] = [];
  let rest = text;
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n');
    const head = rest.slice(0, end);
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
    const length = methods[found.length] === 'HEAD' ? 0 : Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
    found.push({ status, head, body: rest.slice(end + 4, end + 4 + length) });
    rest = rest.slice(end + 4 + length);
  }
  return found;
}

/** A request as it goes over the wire; Content-Length is added for a body. */
export function written(method: string, path: string, headers: readonly string[] = [], body = ''): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return `${[`${method} ${path} HTTP/1.1`, 'Host: gateway', ...headers, ...length].join('\r\n')}\r\n\r\n${body}`;
}

export const json = 'Content-Type: application/json';

/** A body in chunks, with its end. */
export const chunked = (...pieces: readonly string[]): string =>
  [...pieces, ''].map((piece) => `${Buffer.byteLength(piece).toString(16)}\r\n${piece}\r\n`).join('');
