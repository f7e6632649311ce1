import { openHouse, type House } from './house.js';
import { call, m4, member, post } from './http.js';
import { chunked, dial, exchange, json, parts, written } from './wire.js';

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

test('a body that is announced as too long is refused before a byte of it is sent, and the connection ends', async () => {
  const wire = await dial(house.url);
  wire.send(`POST ${add} HTTP/1.1\r\nHost: gateway\r\n${json}\r\nContent-Length: ${mebibyte + 1}\r\n\r\n`);
  const [answer] = parts(await wire.heard(/exceeded/));
  expect(answer?.status).toBe(413);
  await wire.ended();
});

test('a body in chunks is refused as soon as it is too long, and the connection ends though more is to come', async () => {
  const wire = await dial(house.url);
  wire.send(`POST ${add} HTTP/1.1\r\nHost: gateway\r\n${json}\r\nTransfer-Encoding: chunked\r\n\r\n`);
  wire.send(chunked('x'.repeat(mebibyte + 1)).replace(/0\r\n\r\n$/, ''));
  expect(parts(await wire.heard(/exceeded/)).map(({ status }) => status)).toEqual([413]);
  await wire.ended();
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

test('the answer after a refused body is the last one of its connection: what follows is not taken for a request', async () => {
  const before = house.contents();
  const inner = written('POST', add, [json], bodyOf(30));
  const smuggled = `POST ${add} HTTP/1.1\r\nHost: gateway\r\n${json}\r\nContent-Length: 9999999\r\n\r\n${inner}`;
  expect(parts(await exchange(house.url, smuggled)).map(({ status }) => status)).toEqual([413]);
  expect(house.contents()).toEqual(before);
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
