import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Sent {
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
  /** The address of this machine that it comes from. */
  readonly from?: string;
}

/** How long an answer may take, in milliseconds. */
const patience = 10_000;

/** Sends a request on a connection of its own. */
export async function call(base: URL, method: string, path: string, sent: Sent = {}): Promise<Answer> {
  const { headers, body, from } = sent;
  const chunks = headers?.['Transfer-Encoding'] !== undefined;
  const length = body === undefined || chunks ? {} : { 'Content-Length': Buffer.byteLength(body) };
  const where = { host: base.hostname, port: base.port, method, path, ...(from && { localAddress: from }) };
  const options = { ...where, headers: { ...length, ...headers }, agent: false, signal: AbortSignal.timeout(patience) };
  return new Promise<Answer>((resolve, reject) => {
    const req = request(options, (res) => {
      text(res).then((body) => resolve({ status: res.statusCode ?? 0, headers: res.headers, text: body }), reject);
    });
    req.on('error', reject).end(body);
  });
}

export const get = (base: URL, path: string, headers?: OutgoingHttpHeaders) =>
  call(base, 'GET', path, headers && { headers });

/** POSTs a value as JSON; a text goes as it is. */
export function post(base: URL, path: string, body: unknown, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
  const bytes = typeof body === 'string' ? body : JSON.stringify(body);
  return call(base, 'POST', path, { headers: { 'Content-Type': 'application/json', ...headers }, body: bytes });
}

/** The path of one of M4's methods. */
export const m4 = (action: string): string => `/Billing/Customer/${action}`;

/** A member of an answer that is a JSON object. */
export const member = (answer: Answer, name: string): unknown =>
  (JSON.parse(answer.text) as Readonly<Record<string, unknown>>)[name];
