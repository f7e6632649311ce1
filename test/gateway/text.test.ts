import { openHouse, type House } from './house.js';
import { call, get, m4, member, post } from './http.js';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});

afterAll(() => house.stop());

const add = m4('AddCustomer');
const bodyOf = (name: string): string => JSON.stringify({ CustomerType: 'B', Name: name });
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const sent = (type: string, body: Uint8Array) =>
  call(house.url, 'POST', add, { headers: { 'Content-Type': type }, body });

const mark = '\ufeff';
const name = 'Zoë & 中村 😀';

test.each([
  ['UTF-8', 'application/json', Buffer.from(bodyOf(name))],
  ['UTF-8 behind a byte order mark', 'application/json; charset=utf-8', Buffer.from(mark + bodyOf(name))],
  ['UTF-16', 'application/json; charset=utf-16', Buffer.from(bodyOf(name), 'utf16le')],
  ['UTF-16 behind a mark, named as UTF-8', 'text/json;charset="UTF-8"', Buffer.from(mark + bodyOf(name), 'utf16le')],
  ['big-endian UTF-16', 'application/json; charset=utf-16BE', bigEndian(bodyOf(name))],
  ['big-endian UTF-16 behind a mark', 'application/json', bigEndian(mark + bodyOf(name))],
])('a body in %s is read as it was meant, and answered in UTF-8', async (_what, type, body) => {
  const answer = await sent(type, body);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(member(answer, 'Name')).toBe(name);
  expect(member(await get(house.url, m4(`GetCustomer/${String(member(answer, 'ID'))}`)), 'Name')).toBe(name);
});

test('a body in ISO-8859-1 is read as it was meant', async () => {
  const answer = await sent('application/json; charset=ISO-8859-1', Buffer.from(bodyOf('Zoë Ü'), 'latin1'));
  expect(member(answer, 'Name')).toBe('Zoë Ü');
});

test.each([
  [400, 'is no UTF-8', 'application/json', Buffer.from(bodyOf('Zoë'), 'latin1')],
  [400, 'ends in the middle of a character', 'application/json; charset=utf-16', Buffer.from(' ' + bodyOf('x') + 'x')],
  [415, 'names a charset that nobody knows', 'application/json; charset=klingon', Buffer.from(bodyOf('x'))],
  [415, 'is of another type', 'text/plain', Buffer.from(bodyOf('x'))],
  [415, 'is no media type at all', ';;;=,', Buffer.from(bodyOf('x'))],
])('%d answers a body that %s, and nothing is kept', async (status, _what, type, body) => {
  const before = house.contents();
  expect((await sent(type, body)).status).toBe(status);
  expect(house.contents()).toEqual(before);
});

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

test.each([
  ['NUL', '{"CustomerType":"B","Name":"a\\u0000b"}'],
  ['another control character', '{"CustomerType":"B","Name":"a\\u0008b"}'],
  ['half a surrogate pair', '{"CustomerType":"B","Name":"a\\ud800b"}'],
  ['the other half', '{"CustomerType":"B","Name":"\\udc00"}'],
  ['a character that XML has not', '{"CustomerType":"B","Name":"\\uffff"}'],
  ['such a character in a member nobody knows', '{"CustomerType":"B","x":{"y":["\\u0000"]}}'],
  ['such a character in a name', '{"CustomerType":"B","\\u0001":1}'],
  ['a member called __proto__', '{"CustomerType":"B","__proto__":{"Name":"x","CustomerType":"R"}}'],
  ['a member called constructor', '{"CustomerType":"B","constructor":{"prototype":{"Name":"x"}}}'],
  ['one of them further in', '{"CustomerType":"B","x":{"prototype":1}}'],
  ['65 levels', `{"CustomerType":"B","x":${deep(64)}}`],
  ['a hundred thousand levels', `{"CustomerType":"B","x":${deep(100_000)}}`],
  ['levels without an end', '{"a":'.repeat(50_000)],
])('a body with %s is refused with 400, and nothing is kept', async (_what, body) => {
  const before = house.contents();
  const answer = await post(house.url, add, body);
  expect(answer.status).toBe(400);
  expect(member(answer, 'Message')).toBe('The request is invalid.');
  expect(house.contents()).toEqual(before);
});

test('objects of the gateway are the same after bodies that try to change them all', async () => {
  await post(house.url, add, '{"__proto__":{"Email":"polluted@example.com"},"CustomerType":"B"}');
  await post(house.url, add, '{"constructor":{"prototype":{"Email":"polluted@example.com"}},"CustomerType":"B"}');
  expect(member(await post(house.url, add, bodyOf('clean')), 'Email')).toBe('');
});

test.each([
  ['the last of a member sent twice', '{"CustomerType":"B","Name":"first","Name":"last"}', 'last'],
  ['the last spelling of a member sent in two', '{"CustomerType":"B","Name":"first","NAME":"last"}', 'last'],
  ['an escaped character', '{"CustomerType":"B","Name":"\\u005A\\u006f\\u00eb"}', 'Zoë'],
  ['a whole surrogate pair', '{"CustomerType":"B","Name":"\\ud83d\\ude00"}', '😀'],
  ['tab and line ends', '{"CustomerType":"B","Name":"a\\tb\\r\\nc"}', 'a\tb\r\nc'],
  ['line separators, escaped on the way out', '{"CustomerType":"B","Name":"a\u2028b\u0085c"}', 'a\u2028b\u0085c'],
  ['64 levels of what nobody knows', `{"CustomerType":"B","Name":"deep","x":${deep(63)}}`, 'deep'],
])('%s is kept', async (_what, body, expected) => {
  const answer = await post(house.url, add, body);
  expect(answer.status).toBe(200);
  expect(member(answer, 'Name')).toBe(expected);
  expect(answer.text).not.toMatch(/[\u0085\u2028]/);
});
