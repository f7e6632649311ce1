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

interface Leaving {
  readonly res: ServerResponse;
  readonly text?: string | undefined;
  readonly encoding: BufferEncoding;
}

let leaving: Leaving[] = [];

function leave(): void {
  const all = leaving;
  leaving = [];
  for (const { res, text, encoding } of all) res.end(text, encoding);
}

/**
 * Ends an answer at the end of this turn of the event loop. The answers of one turn leave together: a client, or a proxy,
 * that sleeps until one comes is woken by the first and awake for the others, and waking costs more than writing.
 */
function endTogether(res: ServerResponse, text?: string, encoding: BufferEncoding = 'utf8'): void {
  if (leaving.length === 0) setImmediate(leave);
  leaving.push({ res, text, encoding });
}

/** Writes an answer exactly: its headers, then type and length, in that order and letter case. */
export function send(res: ServerResponse, reply: Reply, codec: Codec | undefined, how: How): void {
  const { headers } = how;
  if (how.close) headers.push(...ended(res));
  if (reply.body === undefined || !codec) {
    if (reply.status !== 204 && reply.status !== 304) headers.push('Content-Length', '0');
    res.writeHead(reply.status, headers);
    endTogether(res);
    return;
  }
  const text = codec.encode(reply.body, reply.root);
  const length = Buffer.byteLength(text);
  // Of ASCII alone, as most are: the same bytes, copied and not encoded.
  const encoding = length === text.length ? 'latin1' : 'utf8';
  headers.push('Content-Type', codec.contentType, 'Content-Length', String(length));
  res.writeHead(reply.status, headers);
  const { unread } = how;
  if (!unread || unread.destroyed || unread.headers.expect !== undefined) {
    endTogether(res, how.bodiless ? undefined : text, encoding);
    return;
  }
  if (how.bodiless) res.flushHeaders();
  else res.write(text, encoding);
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
