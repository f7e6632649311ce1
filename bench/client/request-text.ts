import type { Request } from '../requests/request.js';
import type { Asked } from '../scenarios.js';
import type { Address } from './connection.js';

/** Writes a scenario's requests as HTTP/1.1 text; what is the same for all of them is put together once. */
export function requestWriter({ headers }: Pick<Asked, 'headers'>, address: Address): (request: Request) => string {
  const fixed = [`Host: ${address.host}:${address.port}`, ...headerLines(headers)].join('\r\n');
  return ({ method, path, body }) => {
    const head = `${method} ${path} HTTP/1.1\r\n${fixed}\r\n`;
    return body === undefined ? `${head}\r\n` : `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };
}

function headerLines(headers: Asked['headers'] = {}): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}
