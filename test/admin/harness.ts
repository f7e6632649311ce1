import { createServer, request, type IncomingHttpHeaders, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { notifyFor } from '../../src/callbacks.js';
import { createAdmin, type AdminParts } from '../../src/admin/admin.js';
import { performerFor } from '../../src/database.js';
import { createBench, type Bench } from '../records/harness.js';

export const token = 'a long admin token';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

export interface Sent {
  readonly headers?: OutgoingHttpHeaders;
  /** Text and bytes go as they are, anything else as JSON. */
  readonly body?: unknown;
}

/** Sends a request; the admin token goes along unless the headers say otherwise. */
export type Send = (method: string, path: string, sent?: Sent) => Promise<Answer>;

export interface Plane {
  readonly send: Send;
  readonly bench: Bench;
  readonly lines: object[];
  readonly errors: object[];
  close(): Promise<void>;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

function contentOf(body: unknown): string | Buffer | undefined {
  if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) return body;
  return JSON.stringify(body);
}

function sender(port: number): Send {
  return (method, path, { headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const content = contentOf(body);
      const type = content === undefined ? {} : { 'Content-Type': 'application/json' };
      const all = { Authorization: `Bearer ${token}`, ...type, ...headers };
      const req = request({ port, host: '127.0.0.1', method, path, headers: all, agent: false }, (res) => {
        let text = '';
        res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, text, json: parsed(text) }));
      });
      req.on('error', reject).end(content);
    });
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

/** Keeps a record by way of the plane, or throws. */
export async function keep({ send }: Plane, kind: string, record: object): Promise<void> {
  const { status, text } = await send('POST', `/v1/${kind}`, { body: record });
  if (status !== 201) throw new Error(text);
}

/** The Content-Type of every error. */
export const problemType = 'application/problem+json; charset=utf-8';

/** What an error says, with its Content-Type. */
export const problemIn = ({ json, headers }: Answer) => ({ ...(json as object), contentType: headers['content-type'] });

/** The admin plane on a free port of loopback, over SQLite in memory. */
export async function createPlane(changes: Partial<AdminParts> = {}): Promise<Plane> {
  const bench = await createBench();
  const lines: object[] = [];
  const errors: object[] = [];
  const log = {
    info: (_message: string, fields: object) => void lines.push(fields),
    error: (_message: string, fields: object) => void errors.push(fields),
  };
  const condition = { ready: () => true, well: () => true, draining: () => false };
  const parts = {
    run: bench.run,
    perform: performerFor(bench.core, 'admin'),
    callbacks: { run: notifyFor(bench.core, 'admin'), vocabularies: [] },
    ...condition,
    token,
    hosts: new Set<string>(),
    metrics: new Registry(),
    log,
  };
  const server = createServer(createAdmin({ ...parts, ...changes }));
  const port = await listening(server);
  return {
    send: sender(port),
    bench,
    lines,
    errors,
    close: async () => {
      await new Promise((done) => server.close(done));
      await bench.close();
    },
  };
}
