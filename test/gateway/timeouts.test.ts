import { openHouse, type House } from './house.js';
import { get, m4 } from './http.js';
import { dial, json, parts, written } from './wire.js';

const read = m4('GetCustomer/125');
const unfinished = `POST ${m4('AddCustomer')} HTTP/1.1\r\nHost: gateway\r\n${json}\r\nContent-Length: 100\r\n\r\n{"Custom`;
const halfHead = `GET ${read} HTTP/1.1\r\nHost: gateway\r\nX: `;

interface End {
  readonly text: string;
  readonly ms: number;
}

let house: House;

/** How a connection ended, and after how many milliseconds, when so much was sent and then nothing, or a byte now and then. */
async function end(bytes: string, dripping = false): Promise<End> {
  const from = performance.now();
  const wire = await dial(house.url);
  if (bytes !== '') wire.send(bytes);
  const drip = dripping && setInterval(() => wire.send('x'), 100);
  const text = await wire.ended();
  if (drip) clearInterval(drip);
  return { text, ms: performance.now() - from };
}

const sent = {
  head: () => end(halfHead),
  body: () => end(unfinished),
  'slow head': () => end(halfHead, true),
  'slow body': () => end(unfinished, true),
  silent: () => end(''),
  idle: () => end(written('GET', read)),
};

const ends = new Map<string, End>();
const endOf = (what: keyof typeof sent): End => ends.get(what) as End;

beforeAll(async () => {
  house = await openHouse({ demo: true, headersTimeout: 1, requestTimeout: 1, idleTimeout: 1 });
  await Promise.all(Object.entries(sent).map(async ([what, ending]) => ends.set(what, await ending())));
});

afterAll(() => house.stop());

test.each(['head', 'body'] as const)(
  'a client that never finishes its %s is cut off after a second with 408',
  (what) => {
    const { text, ms } = endOf(what);
    expect(parts(text).map(({ status }) => status)).toEqual([408]);
    expect(ms).toBeGreaterThan(900);
    expect(ms).toBeLessThan(9000);
  },
);

test.each(['slow head', 'slow body'] as const)(
  'a client that sends byte by byte is cut off all the same: %s',
  (what) => {
    expect(endOf(what).text).not.toMatch(/^HTTP\/1\.1 200/);
    expect(endOf(what).ms).toBeLessThan(9000);
  },
);

test('a connection that says nothing, from the start or after its answer, is ended', () => {
  expect(endOf('silent').ms).toBeLessThan(9000);
  expect(endOf('idle').text).toMatch(/^HTTP\/1\.1 200 /);
  expect(endOf('idle').ms).toBeLessThan(9000);
});

test('whoever is in time is answered meanwhile, and nothing of a body that was cut off is kept', async () => {
  const before = house.contents();
  const wire = await dial(house.url);
  wire.send(unfinished);
  while (!wire.socket.closed) expect((await get(house.url, read)).status).toBe(200);
  expect(house.contents()).toEqual(before);
});

test('a limit for the whole request may be shorter than the one for its headers', async () => {
  const short = await openHouse({ demo: true, headersTimeout: 60, requestTimeout: 1 });
  expect((await get(short.url, read)).status).toBe(200);
  await short.stop();
});
