import { request as insecure } from 'node:http';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { Header } from './transcript.js';

/** A request as it goes out. A header with an empty value is not sent, not even where it would be added. */
export interface Outgoing {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

/** An answer as it came in: every header in its order and letter case, and the bytes of the body. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

function pairs(flat: readonly string[]): readonly Header[] {
  return flat.flatMap((name, index): Header[] => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : []));
}

function completed({ method, headers, body }: Outgoing, target: URL): readonly Header[] {
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const added: Header[] = [
    ['Host', target.host],
    ['Connection', 'close'],
  ];
  const hasBody = body.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method);
  if (hasBody && !given.has('transfer-encoding')) added.push(['Content-Length', String(body.length)]);
  return [...added.filter(([name]) => !given.has(name.toLowerCase())), ...headers].filter(([, value]) => value !== '');
}

function open(target: URL, options: RequestOptions): ClientRequest {
  return (target.protocol === 'https:' ? secure : insecure)(target, options);
}

async function exchanged(target: URL, outgoing: Outgoing, signal: AbortSignal): Promise<Answer> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const path = target.pathname.replace(/\/$/, '') + outgoing.path;
    const headers = completed(outgoing, target).flat();
    // Node leaves a flat list of headers as it is; its types know objects only.
    const options = { method: outgoing.method, path, headers: headers as unknown as Record<string, string>, signal };
    open(target, { ...options, agent: false })
      .on('response', resolve)
      .on('error', reject)
      .end(outgoing.body);
  });
  return { status: answer.statusCode ?? 0, headers: pairs(answer.rawHeaders), body: await buffer(answer) };
}

/**
 * Sends exactly this request below the target's path, adding only Host, Connection and Content-Length where they are not
 * given. Rejects when the whole answer has not come within `timeout` milliseconds.
 */
export async function send(target: URL, outgoing: Outgoing, timeout: number): Promise<Answer> {
  const signal = AbortSignal.timeout(timeout);
  return exchanged(target, outgoing, signal).catch((error: Error) => {
    throw signal.aborted ? new Error(`none within ${timeout} ms`, { cause: error }) : error;
  });
}
