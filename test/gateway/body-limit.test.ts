import { openHouse, type House } from './house.js';
import { call, m4, member, post } from './http.js';
import { chunked, dial, json, parts, written } from './wire.js';

const mebibyte = 1024 * 1024;
const add = m4('AddCustomer');
const chunks = { 'Transfer-Encoding': 'chunked' };

let house: House;

beforeAll(async () => {
  house = await openHouse();
});

afterAll(() => house.stop());

/** A valid body of so many bytes. */
const bodyOf = (bytes: number): string => '{"CustomerType":"B"}'.padEnd(bytes, ' ');

test.each([
  ['announced by its length', {}],
  ['sent in chunks', chunks],
])('a body of 1 MiB, %s, is read, and one byte more is refused with 413', async (_how, headers) => {
  const before = house.contents();
  const refused = await post(house.url, add, bodyOf(mebibyte + 1), headers);
  expect(refused.status).toBe(413);
  expect(refused.headers.connection).toBe('close');
  expect(member(refused, 'Message')).toBe('Maximum request length exceeded.');
  expect(house.contents()).toEqual(before);
  expect((await post(house.url, add, bodyOf(mebibyte), headers)).status).toBe(200);
});

/** Sends a beginning and, once that is refused, the rest; answers all that came until the connection ended. */
async function refusedAt(beginning: string, rest: string): Promise<readonly number[]> {
  const wire = await dial(house.url);
  wire.send(beginning);
  await wire.heard(/exceeded/);
  wire.send(rest);
  return parts(await wire.ended()).map(({ status }) => status);
}

const head = (framing: string): string => `POST ${add} HTTP/1.1\r\nHost: gateway\r\n${json}\r\n${framing}\r\n\r\n`;
const whole = 'x'.repeat(mebibyte + 1);
const next = written('POST', add, [json], bodyOf(30));

test.each([
  ['before a byte of it is sent, where its length is announced', head(`Content-Length: ${whole.length}`), whole],
  ['as soon as its chunks are too long', head('Transfer-Encoding: chunked') + chunked(whole).slice(0, -5), '0\r\n\r\n'],
])('a body is refused %s; its connection ends with that, and what follows it is no request', async (_when, ...sent) => {
  const before = house.contents();
  const [beginning, rest] = sent;
  expect(await refusedAt(beginning, rest + next)).toEqual([413]);
  expect(house.contents()).toEqual(before);
});

test('a client that sends all of a huge body before it reads still gets the answer', async () => {
  const body = Buffer.alloc(24 * mebibyte, 'x');
  const wire = await dial(house.url);
  wire.socket.pause();
  wire.send(`POST ${add} HTTP/1.1\r\nHost: gateway\r\n${json}\r\nContent-Length: ${body.length}\r\n\r\n`);
  const sent = await new Promise((resolve) => wire.socket.write(body, (error) => resolve(error ?? 'all of it')));
  expect(sent).toBe('all of it');
  wire.socket.resume();
  expect(parts(await wire.ended()).map(({ status }) => status)).toEqual([413]);
});

test('an operator can set another limit', async () => {
  const small = await openHouse({ demo: true, bodyLimit: 100 });
  expect((await post(small.url, add, bodyOf(101))).status).toBe(413);
  expect((await post(small.url, add, bodyOf(100))).status).toBe(200);
  await small.stop();
});

test('a body where none is wanted does not keep a read from its answer', async () => {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await call(house.url, 'GET', m4('GetCustomer/125'), { headers, body: 'x'.repeat(2 * mebibyte) });
  expect(answer.status).toBe(200);
});
