import type { IncomingMessage, ServerResponse } from 'node:http';
import { Fault } from '../core/fault.js';

const nothing: Buffer = Buffer.alloc(0);

function announcedLength(req: IncomingMessage): number | undefined {
  const header = req.headers['content-length'];
  return header === undefined ? undefined : Number(header);
}

function expectsContinue(req: IncomingMessage): boolean {
  return req.headers.expect?.toLowerCase() === '100-continue';
}

function collect(req: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (): void => {
      req.off('data', take).off('end', finish).off('error', broken).off('close', broken);
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= limit) return;
      stop();
      reject(new Fault('too-large', { limit }));
    };
    const finish = (): void => {
      stop();
      resolve(chunks.length === 1 ? (chunks[0] ?? nothing) : Buffer.concat(chunks, length));
    };
    const broken = (): void => {
      stop();
      reject(new Fault('malformed', { reason: 'aborted' }));
    };
    req.on('data', take).on('end', finish).on('error', broken).on('close', broken);
  });
}

/**
 * The bytes of a request's body, empty where it has none. Throws Fault('too-large') as soon as more than `limit` bytes are
 * announced (nothing is read then) or have come, and Fault('malformed') when the client goes away. The rest of a refused
 * body stays unread, so the caller closes that connection. `100 Continue` is sent here, to who waits for it, when the body
 * will be read: the server must listen to `checkContinue`, or node sends it by itself beforehand.
 */
export async function readBody(req: IncomingMessage, res: ServerResponse, limit: number): Promise<Buffer> {
  const announced = announcedLength(req);
  if (announced === undefined && req.headers['transfer-encoding'] === undefined) return nothing;
  if (announced === 0) return nothing;
  if (announced !== undefined && announced > limit) throw new Fault('too-large', { limit });
  if (req.destroyed) throw new Fault('malformed', { reason: 'aborted' });
  if (expectsContinue(req)) res.writeContinue();
  return collect(req, limit);
}
