import { notifyFor } from '../../src/callbacks.js';
import { nothingOutside } from '../../src/core/outside.js';
import { randomBytes } from 'node:crypto';
import { createBench, type Bench } from '../records/harness.js';
import { callbacks as heraldry } from '../callbacks/herald.js';
import { keyRing } from '../../src/vault/keys.js';
import { createVault } from '../../src/vault/vault.js';
import { createPlane, type Plane } from './harness.js';

const url = 'https://receiver.example/hook?for=customers';
const vocabularies = [{ dialect: 'herald', events: heraldry.events }];

let plane: Plane;
let bench: Bench;

const keys = keyRing(`test:${randomBytes(32).toString('base64')}`);

const open = async (words: readonly object[] = vocabularies, ring: () => typeof keys = () => keys) => {
  bench = await createBench(undefined, { ...nothingOutside, vault: createVault(ring) });
  plane = await createPlane({
    callbacks: { run: notifyFor(bench.core, 'admin'), vocabularies: words as typeof vocabularies },
  });
};

afterEach(async () => {
  await plane.close();
  await bench.close();
});

const register = (body: object) => plane.send('POST', '/v1/callbacks', { body });

test('A callback is registered, listed, read and removed; its secret is shown nowhere.', async () => {
  await open();
  const events = ['customerTransition', 'newCustomer'];
  const created = await register({ url, events, secret: 'open sesame' });
  const shown = { dialect: 'herald', url, events: ['newCustomer', 'customerTransition'], hasSecret: true };
  expect(created).toMatchObject({ status: 201, headers: { location: '/v1/callbacks/1' }, json: { id: 1, ...shown } });
  expect((await plane.send('GET', '/v1/callbacks/1')).json).toEqual(created.json);
  expect((await plane.send('GET', '/v1/callbacks')).json).toEqual({ items: [created.json], next: null });
  expect(JSON.stringify([await bench.events(), plane.lines])).not.toContain('sesame');
  expect(await plane.send('DELETE', '/v1/callbacks/1')).toMatchObject({ status: 204, text: '' });
  expect((await plane.send('GET', '/v1/callbacks/1')).status).toBe(404);
  expect((await plane.send('DELETE', '/v1/callbacks/1')).status).toBe(404);
});

test('A secret is kept sealed, and opens for its own URL only.', async () => {
  await open();
  await register({ url, events: ['newCustomer'], secret: 'open sesame' });
  const [callback] = await bench.store.read((tx) => tx.callbacks.list(0, 1));
  expect(callback?.secret).not.toContain('sesame');
  const vault = createVault(() => keys);
  expect(await vault.open(callback?.secret ?? '', `callbacks ${url}`)).toBe('open sesame');
  await expect(vault.open(callback?.secret ?? '', 'callbacks https://elsewhere.example')).rejects.toBeDefined();
});

test('A secret that no header can carry is refused, and not repeated.', async () => {
  await open();
  const refused = await register({ url, events: ['newCustomer'], secret: 'open\nsesame' });
  expect(refused).toMatchObject({ status: 422, json: { errors: [{ member: 'secret', rule: 'pattern' }] } });
  expect(refused.text).not.toContain('sesame');
});

test('Without keys a secret is refused, and a callback without one is not.', async () => {
  await open(vocabularies, () => undefined);
  const refused = await register({ url, events: ['newCustomer'], secret: 'open sesame' });
  expect(refused).toMatchObject({ status: 409, json: { type: 'urn:customer-gateway:secrets-unavailable' } });
  expect(await register({ url, events: ['newCustomer'] })).toMatchObject({ status: 201, json: { hasSecret: false } });
});

test.each([
  ['url', { events: ['newCustomer'] }],
  ['url', { url: 'ftp://receiver.example/', events: ['newCustomer'] }],
  ['url', { url: 'receiver.example', events: ['newCustomer'] }],
  ['url', { url: 'https://jo:secret@receiver.example/', events: ['newCustomer'] }],
  ['url', { url: 'https://receiver.example/#part', events: ['newCustomer'] }],
  ['url', { url: 'http://[::zz]/', events: ['newCustomer'] }],
  ['url', { url: 'http://999.999.999.999/', events: ['newCustomer'] }],
  ['url', { url: 'http://receiver.example:99999/', events: ['newCustomer'] }],
  ['url', { url: 'https://receiver.example/ ', events: ['newCustomer'] }],
  ['events', { url }],
  ['events', { url, events: [] }],
  ['events', { url, events: ['newCustomer', 'newCustomer'] }],
  ['events[1]', { url, events: ['newCustomer', 'customer-created'] }],
  ['secret', { url, events: ['newCustomer'], secret: '' }],
  ['secret', { url, events: ['newCustomer'], secret: 'a\r\nX-Other: b' }],
  ['secret', { url, events: ['newCustomer'], secret: 'schlüssel' }],
  ['dialect', { url, events: ['newCustomer'], dialect: 'other' }],
  ['speed', { url, events: ['newCustomer'], speed: 1 }],
])('A registration is refused for what is wrong with its %s: %j', async (member, body) => {
  await open();
  const { status, json } = await register(body);
  expect(status).toBe(422);
  const { errors } = json as { readonly errors: readonly { readonly member: string }[] };
  expect(new Set(errors.map((error) => error.member))).toEqual(new Set([member]));
  expect((await plane.send('GET', '/v1/callbacks')).json).toEqual({ items: [], next: null });
});

test('Where several dialects tell of events, a registration names one of them; where none does, it is refused.', async () => {
  await open([...vocabularies, { dialect: 'other', events: { 'customer-created': 'made' } }]);
  expect((await register({ url, events: ['made'] })).status).toBe(422);
  expect(await register({ url, events: ['made'], dialect: 'other' })).toMatchObject({ json: { events: ['made'] } });
  await plane.close();
  await bench.close();
  await open([]);
  expect((await register({ url, events: ['newCustomer'] })).status).toBe(422);
});

test('Deliveries are listed by state and callback, in the words of their dialect, and made again.', async () => {
  await open();
  for (const path of ['a', 'b']) await register({ url: `https://${path}.example/`, events: ['newCustomer'] });
  await bench.run('record.create', { kind: 'customers', record: { id: 5, name: 'Acme' } });
  const list = async (query = '') => {
    const { items, next } = (await plane.send('GET', `/v1/deliveries${query}`)).json as {
      items: object[];
      next: unknown;
    };
    return [items.length, next];
  };
  const first = { id: 1, callbackId: 1, customerId: 5, event: 'newCustomer', state: 'waiting', attempts: 0 };
  expect((await plane.send('GET', '/v1/deliveries?limit=1')).json).toMatchObject({ items: [first], next: 1 });
  expect(await list()).toEqual([2, null]);
  expect(await list('?callback=2')).toEqual([1, null]);
  expect(await list('?state=dead')).toEqual([0, null]);
  expect(await list('?state=waiting&callback=1&after=1')).toEqual([0, null]);
  for (const query of ['?state=gone', '?callback=x', '?limit=0']) {
    expect((await plane.send('GET', `/v1/deliveries${query}`)).status).toBe(400);
  }
  expect(await plane.send('POST', '/v1/deliveries/1/redeliver')).toMatchObject({ status: 202, json: first });
  expect((await plane.send('POST', '/v1/deliveries/9/redeliver')).status).toBe(404);
  expect(await plane.send('POST', '/v1/deliveries/redeliver')).toMatchObject({ status: 202, json: { redelivered: 0 } });
});

test.each([
  ['PUT', '/v1/callbacks/1', 'GET, HEAD, DELETE'],
  ['PATCH', '/v1/callbacks', 'GET, HEAD, POST'],
  ['POST', '/v1/deliveries', 'GET, HEAD'],
  ['GET', '/v1/deliveries/1/redeliver', 'POST'],
  ['GET', '/v1/deliveries/redeliver', 'POST'],
])('%s is refused at %s.', async (method, path, allow) => {
  await open();
  expect(await plane.send(method, path)).toMatchObject({ status: 405, headers: { allow } });
});
