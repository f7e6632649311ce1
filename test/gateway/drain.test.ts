import { openHouse, type House } from './house.js';
import { get, m4 } from './http.js';
import { dial, json, parts, written, type Wire } from './wire.js';

let house: House;

beforeEach(async () => {
  house = await openHouse({ demo: true, drainTimeout: 20 });
});

const body = '{"CustomerType":"B","Name":"In flight"}';
const head = `POST ${m4('AddCustomer')} HTTP/1.1\r\nHost: gateway\r\n${json}\r\nContent-Length: ${body.length}\r\n\r\n`;

/** A request of which all but the last byte has been sent, and which the gateway has begun to read. */
async function inFlight(): Promise<Wire> {
  const wire = await dial(house.url);
  wire.send(head.replace('Content-Length', 'Expect: 100-continue\r\nContent-Length'));
  await wire.heard(/100 Continue/);
  wire.send(body.slice(0, -1));
  return wire;
}

const stopped = async (): Promise<number> => {
  const from = performance.now();
  await house.stop();
  return performance.now() - from;
};

const refused = (url: URL): Promise<unknown> =>
  dial(url).then(
    (wire) => wire.hangUp(),
    (error: unknown) => (error as { readonly code?: unknown }).code,
  );

test('what is in flight at the end is answered, and told that the connection ends; new connections are refused', async () => {
  const wire = await inFlight();
  const { path } = house;
  const end = stopped();
  expect(await refused(house.url)).toBe('ECONNREFUSED');
  wire.send(body.slice(-1));
  const answers = parts(await wire.ended());
  expect(answers.map(({ status }) => status)).toEqual([100, 200]);
  expect(answers[1]?.head).toMatch(/^Connection: close$/im);
  expect(await end).toBeLessThan(15_000);
  const again = await openHouse({ demo: true }, path);
  expect(again.ask("select count(*) from customers where name_key = 'in flight'")).toEqual([1]);
  await again.stop();
});

test('while it drains it is alive but not ready, and its health can be asked until the last answer has left', async () => {
  expect((await get(house.adminUrl, '/readyz')).text).toBe('{"status":"ready"}');
  const wire = await inFlight();
  const end = stopped();
  const ready = await get(house.adminUrl, '/readyz');
  expect([ready.status, ready.text]).toEqual([503, '{"status":"draining"}']);
  expect((await get(house.adminUrl, '/healthz')).status).toBe(200);
  wire.send(body.slice(-1));
  await end;
  expect(await refused(house.adminUrl)).toBe('ECONNREFUSED');
});

test('a further request on an open connection is answered while it drains, and is the last one there', async () => {
  const busy = await inFlight();
  const wire = await dial(house.url);
  wire.send(head);
  await get(house.url, m4('GetCustomer/125'));
  const end = stopped();
  wire.send(body + written('GET', m4('GetCustomer/125')));
  const answers = parts(await wire.ended());
  expect(answers[0]?.status).toBe(200);
  expect(answers[0]?.head).toMatch(/^Connection: close$/im);
  busy.hangUp();
  await end;
});

test('connections that wait for nothing do not delay the end: unused ones, idle ones, those of the admin plane', async () => {
  const [unused, idle, admin] = [await dial(house.url), await dial(house.url), await dial(house.adminUrl)];
  idle.send(written('GET', m4('GetCustomer/125')));
  await idle.heard(/"ID":125/);
  admin.send('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await admin.heard(/ok/);
  expect(await stopped()).toBeLessThan(15_000);
  await Promise.all([unused.ended(), idle.ended(), admin.ended()]);
});

test('a request that never ends is cut off when its time is over', async () => {
  await house.stop();
  house = await openHouse({ demo: true, drainTimeout: 1 });
  const wire = await inFlight();
  const ms = await stopped();
  expect(ms).toBeGreaterThan(900);
  expect(ms).toBeLessThan(15_000);
  expect(parts(await wire.ended()).map(({ status }) => status)).toEqual([100]);
});
