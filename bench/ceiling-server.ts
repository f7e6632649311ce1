import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The bare server: answers the bytes of a file (first argument) as this media type (second) to whatever is asked. */
const [file = '', type = ''] = process.argv.slice(2);
const body = readFileSync(file);
const server = createServer((_, res) => {
  res.writeHead(200, { 'Content-Type': type, 'Content-Length': body.length });
  res.end(body);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
