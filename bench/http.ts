import { request as send } from 'node:http';
import type { Address } from './client/connection.js';
import type { Request } from './requests/request.js';
import type { Asked } from './scenarios.js';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
  /** The first cookie it sets, name and value. */
  readonly cookie: string | undefined;
}

/** Sends one request and collects its answer. Rejects when there is no connection, or no answer within ten seconds. */
export function ask(address: Address, request: Request, headers: Asked['headers'] = {}): Promise<Answer> {
  const { method, path, body } = request;
  const options = { ...address, path, method, headers, agent: false, signal: AbortSignal.timeout(10_000) } as const;
  return new Promise((resolve, reject) => {
    const sent = send(options, (received) => {
      const chunks: Buffer[] = [];
      received.on('data', (chunk: Buffer) => chunks.push(chunk));
      received.on('error', reject);
      received.on('end', () => {
        const { statusCode = 0, headers } = received;
        const cookie = headers['set-cookie']?.[0]?.split(';')[0];
        resolve({ status: statusCode, type: headers['content-type'] ?? '', body: Buffer.concat(chunks), cookie });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
