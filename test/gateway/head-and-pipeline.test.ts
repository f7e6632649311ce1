import { openHouse, type House } from './house.js';
import { call, get, m4 } from './http.js';
import { dial, exchange, json, parts, written, chunked } from './wire.js';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});

afterAll(() => house.stop());

const read = m4('GetCustomer/125');
const add = m4('AddCustomer');

test.each([read, m4('GetCustomer/404404'), m4('GetCustomer/x'), m4('Specification'), '/nobody/is/here'])(
  'HEAD of %s answers the headers of GET, and no body',
  async (path) => {
    const [whole, head] = [await get(house.url, path), await call(house.url, 'HEAD', path)];
    const dateless = ({ date: _date, ...headers }: typeof whole.headers) => headers;
    expect(head.status).toBe(whole.status);
    expect(dateless(head.headers)).toEqual(dateless(whole.headers));
    expect(Number(head.headers['content-length'])).toBe(Buffer.byteLength(whole.text));
    expect(head.text).toBe('');
  },
);

test('HEAD of what is only posted to is refused with 405, without a body', async () => {
  const text = await exchange(house.url, written('HEAD', add, ['Connection: close']));
  expect(text).toMatch(/^HTTP\/1\.1 405 [^]*\r\nAllow: POST\r\n/);
  expect(text).toMatch(/Content-Length: [1-9]\d*\r\n/);
  expect(text.endsWith('\r\n\r\n')).toBe(true);
});

test('requests sent in one go on one connection are answered in their order, each with its own answer', async () => {
  const named = (name: string) => written('POST', add, [json], JSON.stringify({ CustomerType: 'B', Name: name }));
  const inChunks = `POST ${add} HTTP/1.1\r\nHost: gateway\r\n${json}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const requests = [
    written('GET', read),
    named('first'),
    written('HEAD', read),
    written('GET', '/nobody/is/here'),
    inChunks + chunked('{"CustomerType":', '"R","Name":"sec', 'ond"}'),
    written('POST', m4('GetCustomersByName'), [json], '{"LastName":"brown"}'),
    written('DELETE', read),
    written('GET', m4('GetCustomer/45'), ['Connection: close']),
  ];
  const methods = requests.map((request) => request.slice(0, request.indexOf(' ')));
  const answers = parts(await exchange(house.url, requests.join('')), methods);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404, 200, 200, 405, 200]);
  const shown = answers.map(({ body }) => /"(?:ID|Message)":[^,}]*|^$/.exec(body)?.[0]);
  const [first, second] = [answers[1], answers[4]].map((one) => JSON.parse(one?.body ?? '') as { ID: number });
  expect(answers[1]?.body).toContain('"Name":"first"');
  expect(answers[4]?.body).toContain('"Name":"second"');
  const refusal = expect.stringContaining("does not support http method 'DELETE'") as string;
  const ids = [`"ID":125`, `"ID":${first?.ID}`, '', '', `"ID":${second?.ID}`, '"ID":353682', refusal, '"ID":45'];
  expect(shown).toEqual(ids);
});

test('a hundred requests in one go lose no answer', async () => {
  const requests = Array.from({ length: 100 }, (_, i) => written('GET', m4(`GetCustomer/${i + 1}`)));
  const wire = await dial(house.url);
  wire.send(requests.join('') + written('GET', read, ['Connection: close']));
  const answers = parts(await wire.ended());
  expect(answers).toHaveLength(101);
  const asked = answers.map(({ body }) => Number(/ID"?:?\s?\[?(\d+)/.exec(body)?.[1]));
  expect(asked).toEqual([...Array.from({ length: 100 }, (_, i) => i + 1), 125]);
});
