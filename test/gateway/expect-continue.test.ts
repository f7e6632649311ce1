import { openHouse, type House } from './house.js';
import { m4 } from './http.js';
import { dial, json, parts } from './wire.js';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});

afterAll(() => house.stop());

const body = '{"CustomerType":"B","Name":"Patient"}';

const head = (path: string, ...headers: readonly string[]): string =>
  [`POST ${path} HTTP/1.1`, 'Host: gateway', 'Expect: 100-continue', ...headers, '', ''].join('\r\n');

const length = (bytes: number): string => `Content-Length: ${bytes}`;

test('a client that waits for 100 Continue gets it once, then sends its body, then gets 200', async () => {
  const wire = await dial(house.url);
  wire.send(head(m4('AddCustomer'), json, length(body.length), 'Connection: close'));
  expect(await wire.heard(/\r\n\r\n/)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  wire.send(body);
  expect(parts(await wire.ended()).map(({ status }) => status)).toEqual([100, 200]);
});

test('the connection of a client that waited goes on to its next request', async () => {
  const wire = await dial(house.url);
  for (const count of [1, 2]) {
    wire.send(head(m4('AddCustomer'), json, length(body.length)));
    await wire.heard(new RegExp(`(100 Continue[^]*){${count}}`));
    wire.send(body);
    const heard = await wire.heard(new RegExp(`("IsDeleted":false[^]*){${count}}\\}$`));
    expect(parts(heard).map(({ status }) => status)).toEqual(Array.from({ length: count }, () => [100, 200]).flat());
  }
  wire.hangUp();
});

test.each([
  [413, 'is too long', head(m4('AddCustomer'), json, length(2 ** 30))],
  [415, 'has a type that is not read', head(m4('AddCustomer'), 'Content-Type: text/html', length(5))],
  [404, 'is sent to nobody', head('/nobody/is/here', json, length(5))],
  [404, 'is sent to no action', head(m4('NoSuchAction'), json, length(5))],
  [405, 'is sent to what is only read', head(m4('GetCustomer/125'), json, length(5))],
])('%d comes without 100 Continue for a body that %s, and ends the connection', async (status, _what, request) => {
  const wire = await dial(house.url);
  wire.send(request);
  expect(parts(await wire.ended()).map((part) => part.status)).toEqual([status]);
});

test('an expectation other than 100-continue is refused with 417', async () => {
  const wire = await dial(house.url);
  wire.send(head(m4('AddCustomer'), json, length(2)).replace('100-continue', 'the unexpected'));
  expect(parts(await wire.heard(/\r\n\r\n/))[0]?.status).toBe(417);
  wire.hangUp();
});
