import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { Fault } from '../../src/core/fault.js';
import { readBody } from '../../src/wire/body.js';
import { dial, type Wire } from '../gateway/wire.js';

const limit = 10;
let server: Server;
let outcome: Promise<string>;

function answer(req: IncomingMessage, res: ServerResponse): void {
  outcome = readBody(req, res, limit).then(
    (bytes) => bytes.toString(),
    (fault: Fault) => `${fault.code} ${JSON.stringify(fault.details)}`,
  );
  void outcome.then((text) => res.end(text));
}

/** A connection on which these have been sent, in pieces of their own. */
async function saying(...parts: readonly string[]): Promise<Wire> {
  const wire = await dial(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  for (const part of parts) {
    wire.send(part);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return wire;
}

/** Sends them, and answers what came back up to the answer's body. */
const say = async (...parts: readonly string[]): Promise<string> =>
  (await saying(...parts)).heard(/200 OK\r\n(?:.+\r\n)+\r\n/);

const post = (...headers: readonly string[]): string => ['POST / HTTP/1.1', 'Host: a', ...headers, '', ''].join('\r\n');

beforeEach(async () => {
  server = createServer(answer).on('checkContinue', answer).listen(0);
  await once(server, 'listening');
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test.each([
  ['in one piece', [post('Content-Length: 5') + 'hello']],
  ['in pieces', [post('Content-Length: 5') + 'he', 'l', 'lo']],
  ['in chunks', [post('Transfer-Encoding: chunked') + '2\r\nhe\r\n', '3\r\nllo\r\n0\r\n\r\n']],
])('a body that comes %s is read whole', async (_, parts) => {
  expect(await say(...parts)).toContain('hello');
});

test.each([
  ['none is announced', post()],
  ['its length is zero', post('Content-Length: 0', 'Expect: 100-continue')],
])('a body is empty, and nothing is waited for, when %s', async (_, request) => {
  const heard = await say(request);
  expect(heard).not.toContain('100 Continue');
  await expect(outcome).resolves.toBe('');
});

test('a body of just the limit passes', async () => {
  expect(await say(post('Content-Length: 10') + '0123456789')).toContain('0123456789');
});

test('an announced length above the limit is refused before a byte of it is sent', async () => {
  expect(await say(post('Content-Length: 11'))).toContain('too-large {"limit":10}');
});

test('an unannounced body is refused as soon as it passes the limit', async () => {
  expect(await say(post('Transfer-Encoding: chunked') + '6\r\n012345\r\n', '5\r\n67890\r\n')).toContain(
    'too-large {"limit":10}',
  );
});

test('a client that expects 100 Continue gets it before it sends its body', async () => {
  const heard = await say(post('Content-Length: 5', 'Expect: 100-Continue'), 'hello');
  expect(heard).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
});

test('a client that expects 100 Continue for too much is refused without it', async () => {
  const heard = await say(post('Content-Length: 11', 'Expect: 100-continue'));
  expect(heard).toContain('too-large');
  expect(heard).not.toContain('100 Continue');
});

test('a client that goes away in the middle leaves a fault and nothing else', async () => {
  const wire = await saying(post('Content-Length: 5') + 'he');
  wire.socket.resetAndDestroy();
  await expect(outcome).resolves.toBe('malformed {"reason":"aborted"}');
});

test('a client that goes away after it was refused is no failure either', async () => {
  const wire = await saying(post('Transfer-Encoding: chunked') + 'b\r\n01234567890\r\n');
  wire.socket.resetAndDestroy();
  await expect(outcome).resolves.toContain('too-large');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(await say(post('Content-Length: 2') + 'ok')).toContain('ok');
});
