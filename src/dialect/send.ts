import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Codec } from '../wire/codec.js';
import type { Reply } from '../wire/reply.js';

interface How {
  /** The body stays behind: its length is announced only. */
  readonly bodiless: boolean;
  /** The connection ends with this answer. */
  readonly close: boolean;
  /** A request whose body is not wanted any more, though its client may be sending it. */
  readonly unread?: IncomingMessage | undefined;
}

/** How long the rest of an unwanted body is let by, in milliseconds. */
const linger = 2000;

const closing = ['Connection', 'close'];

/**
 * Ends an answer that is written already. A connection closed while bytes come in is reset, and the answer may be lost
 * with it, so the client gets a moment to finish its body; one that waits for 100 Continue sends none.
 */
function end(res: ServerResponse, unread: IncomingMessage | undefined): void {
  if (!unread || unread.complete || unread.headers.expect !== undefined) return void res.end();
  const timer = setTimeout(() => res.end(), linger);
  res.once('close', () => clearTimeout(timer));
  unread.once('end', () => res.end()).resume();
}

/** Writes an answer exactly: the reply's own headers, then type and length, in that order and letter case. */
export function send(res: ServerResponse, reply: Reply, codec: Codec | undefined, how: How): void {
  const headers = reply.headers ? [...reply.headers] : [];
  if (how.close) headers.push(...closing);
  if (reply.body === undefined || !codec) {
    if (reply.status !== 204 && reply.status !== 304) headers.push('Content-Length', '0');
    res.writeHead(reply.status, headers);
    res.end();
    return;
  }
  const text = codec.encode(reply.body, reply.root);
  headers.push('Content-Type', codec.contentType, 'Content-Length', String(Buffer.byteLength(text)));
  res.writeHead(reply.status, headers);
  if (!how.bodiless) res.write(text);
  end(res, how.unread);
}
