import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Codec } from '../wire/codec.js';
import type { Reply } from '../wire/reply.js';

interface How {
  /** What comes before type and length: name, value, name, value …; added to. */
  readonly headers: string[];
  /** The body stays behind: its length is announced only. */
  readonly bodiless: boolean;
  /** The connection ends with this answer. */
  readonly close: boolean;
  /** A request whose body is not wanted any more, though its client may be sending it. */
  readonly unread?: IncomingMessage | undefined;
}

/** How long the rest of an unwanted body is let by, in milliseconds. */
const linger = 5000;

const closing = ['Connection', 'close'];

const ending = new WeakSet<object>();

/** Whether a connection was told of its end: what still comes on it is never answered, and so must not be done. */
export const isEnding = (req: IncomingMessage): boolean => ending.has(req.socket);

/** The headers that tell a client that the connection ends, which it does. */
function ended(res: ServerResponse): readonly string[] {
  ending.add(res.req.socket);
  return closing;
}

/**
 * Ends an answer that is written already. A connection closed while bytes come in is reset, and the answer may be lost
 * with it, so the client gets a moment to finish its body; one that waits for 100 Continue sends none.
 */
function endLater(res: ServerResponse, unread: IncomingMessage): void {
  const timer = setTimeout(() => res.end(), linger);
  res.once('close', () => clearTimeout(timer));
  unread.once('end', () => res.end()).resume();
}

/** Writes an answer exactly: its headers, then type and length, in that order and letter case. */
export function send(res: ServerResponse, reply: Reply, codec: Codec | undefined, how: How): void {
  const { headers } = how;
  if (how.close) headers.push(...ended(res));
  if (reply.body === undefined || !codec) {
    if (reply.status !== 204 && reply.status !== 304) headers.push('Content-Length', '0');
    res.writeHead(reply.status, headers);
    res.end();
    return;
  }
  const text = codec.encode(reply.body, reply.root);
  headers.push('Content-Type', codec.contentType, 'Content-Length', String(Buffer.byteLength(text)));
  res.writeHead(reply.status, headers);
  const { unread } = how;
  if (!unread || unread.destroyed || unread.headers.expect !== undefined) {
    res.end(how.bodiless ? undefined : text);
    return;
  }
  if (how.bodiless) res.flushHeaders();
  else res.write(text);
  endLater(res, unread);
}

/**
 * Writes a list as it comes, no faster than the client reads. It rejects where the list breaks off; the connection has to
 * be cut then, since the status is on its way.
 */
export async function sendItems(
  res: ServerResponse,
  { status }: Reply,
  { contentType }: Codec,
  pieces: AsyncIterable<string>,
  { headers, close }: How,
): Promise<void> {
  res.writeHead(status, [...headers, ...(close ? ended(res) : []), 'Content-Type', contentType]);
  await pipeline(Readable.from(pieces), res);
}
