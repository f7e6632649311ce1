import type { ServerResponse } from 'node:http';
import type { Codec } from '../wire/codec.js';
import type { Reply } from '../wire/reply.js';

interface How {
  /** The body stays behind: its length is announced only. */
  readonly bodiless: boolean;
  /** The connection ends with this answer. */
  readonly close: boolean;
}

const closing = ['Connection', 'close'];

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
  if (how.bodiless) res.end();
  else res.end(text);
}
