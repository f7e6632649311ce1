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

interface Ended {
  readonly answeredAfter: number;
  readonly statuses: readonly number[];
}

/** Sends so much and no more, and waits for the answer and for the end of the connection. */
async function cutOff(bytes: string): Promise<Ended> {
  const wire = await dial(house.url);
  const from = performance.now();
  wire.send(bytes);
  await wire.heard(/exceeded/);
  const answeredAfter = performance.now() - from;
  return { answeredAfter, statuses: parts(await wire.ended()).map(({ status }) => status) };
}

const head = (framing: string): string => `POST ${add} HTTP/1.1\r\nHost: gateway\r\n${json}\r\n${framing}\r\n\r\n`;
const announced = head(`Content-Length: ${mebibyte + 1}`);
const unfinished = chunked('x'.repeat(mebibyte + 1)).replace(/0\r\n\r\n$/, '');

test('a refusal does not wait for the rest of the body, is the last answer of its connection, and changes nothing', async () => {
  const before = house.contents();
  const ends = await Promise.all([
    cutOff(announced),
    cutOff(head('Transfer-Encoding: chunked') + unfinished),
    cutOff(announced + written('POST', add, [json], bodyOf(30))),
  ]);
  expect(ends.map(({ statuses }) => statuses)).toEqual([[413], [413], [413]]);
  expect(Math.max(...ends.map(({ answeredAfter }) => answeredAfter))).toBeLessThan(2000);
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
