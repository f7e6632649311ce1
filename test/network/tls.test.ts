import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { connect as connectPlain } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { Flags } from '../../src/config.js';
import { freshFolder } from '../support/folders.js';
import { makeCertificate, type Pair } from './certificate.js';
import { ask, start, stopAll } from './gateway.js';
import { parrotCalled } from './parrot.js';

const modules = [parrotCalled('parrot'), parrotCalled('macaw', '/Macaw')];
const first = makeCertificate('first');
const second = makeCertificate('second');

let folder = '';
let flags: Flags = {};

const write = async ({ cert, key }: Pair): Promise<void> => {
  await writeFile(join(folder, 'cert.pem'), cert);
  await writeFile(join(folder, 'key.pem'), key);
};

beforeEach(async () => {
  folder = await freshFolder();
  flags = { tlsCert: join(folder, 'cert.pem'), tlsKey: join(folder, 'key.pem') };
  await write(first);
});

afterEach(stopAll);

const withOwnPort = (): Flags => ({ ...flags, mounts: { macaw: { port: 0 } } });

test('With a certificate every port of the vendor plane speaks https, and the texts say so.', async () => {
  const { app } = await start({ modules, flags: withOwnPort() });
  expect(app.vendorUrl).toMatch(/^https:/);
  expect(app.ownUrls['macaw']).toMatch(/^https:/);
  expect(app.adminUrl).toMatch(/^http:/);
  const shared = await ask(app.vendorUrl, '/Parrot/Say/a', { ca: first.cert });
  expect(shared.text).toContain(`"url":"${app.vendorUrl}/Parrot/Say/a"`);
  const own = await ask(app.ownUrls['macaw'] ?? '', '/Macaw/Say/a', { ca: first.cert });
  expect(own.text).toContain(`"url":"${app.ownUrls['macaw']}/Macaw/Say/a"`);
});

test('Where TLS is spoken nobody is answered without it.', async () => {
  const { app } = await start({ modules, flags });
  await expect(ask(app.vendorUrl.replace('https', 'http'), '/Parrot/Say/a')).rejects.toThrow();
  expect((await ask(app.vendorUrl, '/Parrot/Say/a', { ca: first.cert })).status).toBe(200);
});

test('A certificate read again is shown from then on, at every port; open connections stay.', async () => {
  const { app, lines } = await start({ modules, flags: withOwnPort() });
  const { port } = new URL(app.vendorUrl);
  const open = connect({ host: '127.0.0.1', port: Number(port), ca: first.cert, servername: 'localhost' });
  await once(open, 'secureConnect');
  await write(second);
  app.renewTls();
  for (const url of [app.vendorUrl, app.ownUrls['macaw'] ?? '']) {
    expect((await ask(url, '/', { ca: second.cert })).status).toBe(404);
    await expect(ask(url, '/', { ca: first.cert })).rejects.toThrow('self-signed certificate');
  }
  open.write('GET /Parrot/Say/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  expect(String((await once(open, 'data'))[0])).toContain('200 OK');
  open.destroy();
  expect(lines()).toContainEqual(expect.objectContaining({ message: 'TLS certificate and key read again' }));
});

test.each([
  [
    'a key of another certificate',
    () => write({ cert: second.cert, key: first.key }),
    'is not that of the certificate',
  ],
  ['half a file', () => write({ cert: second.cert.slice(0, 200), key: second.key }), 'holds no certificate as PEM.'],
  ['no file', () => rm(join(folder, 'key.pem')), 'cannot be read.'],
])(
  'What cannot be used leaves the old certificate in force and is told to the log: %s.',
  async (_what, breakIt, why) => {
    const { app, lines } = await start({ modules, flags });
    await breakIt();
    app.renewTls();
    expect((await ask(app.vendorUrl, '/Parrot/Say/a', { ca: first.cert })).status).toBe(200);
    const [line] = lines().filter(({ level }) => level === 'error');
    expect(line?.['message']).toContain(why);
    expect(line?.['message']).toMatch(/The old certificate stays in use\.$/);
  },
);

test('Without TLS there is nothing to read again.', async () => {
  const { app, lines } = await start();
  app.renewTls();
  expect(lines().filter(({ message }) => String(message).includes('TLS'))).toEqual([]);
});

test.each([
  ['a certificate alone', () => ({ tlsCert: flags.tlsCert }), /go together/],
  ['a key alone', () => ({ tlsKey: flags.tlsKey }), /go together/],
  ['no certificate there', () => ({ ...flags, tlsCert: '/nowhere.pem' }), /\/nowhere\.pem cannot be read\./],
  ['no key there', () => ({ ...flags, tlsKey: '/nowhere.pem' }), /\/nowhere\.pem cannot be read\./],
  ['the files exchanged', () => ({ tlsCert: flags.tlsKey, tlsKey: flags.tlsCert }), /holds no certificate as PEM\./],
  ['twice the certificate', () => ({ ...flags, tlsKey: flags.tlsCert }), /holds no private key as PEM/],
])('Files that cannot be used end the start in one line: %s.', async (_what, given: () => Flags, message) => {
  const failed = await start({ flags: given() }).catch((error: unknown) => error);
  expect(failed).toMatchObject({ name: 'Failure', message: expect.stringMatching(message) as string });
  expect((failed as Error).message).not.toContain('\n');
});

test('A key of another certificate ends the start in one line.', async () => {
  await write({ cert: second.cert, key: first.key });
  await expect(start({ flags })).rejects.toThrow(
    `The TLS key ${flags.tlsKey} is not that of the certificate ${flags.tlsCert}.`,
  );
});

test('Draining waits neither for a connection without a request nor for a handshake that was never begun.', async () => {
  const { app } = await start({ modules, flags: withOwnPort() });
  const port = Number(new URL(app.vendorUrl).port);
  const quiet = connect({ host: '127.0.0.1', port, ca: first.cert, servername: 'localhost' });
  const silent = connectPlain({ host: '127.0.0.1', port });
  const closed = [once(quiet, 'close'), once(silent, 'close')];
  quiet.on('error', () => undefined);
  await Promise.all([once(quiet, 'secureConnect'), once(silent, 'connect')]);
  const since = performance.now();
  await Promise.all([app.stop(), ...closed]);
  expect(performance.now() - since).toBeLessThan(9000);
});

test('Draining gives a handshake that hangs no more time than open requests.', async () => {
  const { app } = await start({ modules, flags: { ...flags, drainTimeout: 1 } });
  const half = connectPlain({ host: '127.0.0.1', port: Number(new URL(app.vendorUrl).port) });
  await once(half, 'connect');
  half.write(Buffer.from([0x16, 0x03, 0x01]));
  half.on('error', () => undefined);
  const closed = once(half, 'close');
  await new Promise((resolve) => setTimeout(resolve, 100));
  const since = performance.now();
  await Promise.all([app.stop(), closed]);
  expect(performance.now() - since).toBeLessThan(9000);
});

const open = { host: '0.0.0.0', anonymous: [] };
const warnings = async (given: Flags): Promise<readonly unknown[]> => {
  const { lines } = await start({ modules: [parrotCalled('parrot')], flags: given });
  return lines()
    .filter(({ level }) => level === 'warn')
    .map(({ message, dialects }) => ({ message, dialects }));
};

test('Credentials in plain text that others can overhear are warned of at the start.', async () => {
  const url = /^credentials reach http:\/\/0\.0\.0\.0:[1-9]\d+ in plain text, without TLS or a trusted proxy$/;
  const warning = { message: expect.stringMatching(url) as string, dialects: ['parrot'] };
  expect(await warnings(open)).toEqual([warning]);
  expect(await warnings({ anonymous: [], mounts: { parrot: { port: 0, host: '0.0.0.0' } } })).toEqual([warning]);
});

test.each<readonly [string, () => Flags]>([
  ['behind TLS', () => ({ ...open, ...flags })],
  ['behind a trusted proxy', () => ({ ...open, trustedProxies: ['10.0.0.0/8'] })],
  ['on loopback', () => ({ ...open, host: '127.0.0.2' })],
  ['where none are asked for', () => ({ ...open, anonymous: ['parrot'] })],
])('There is no such warning %s.', async (_where, given) => {
  expect(await warnings(given())).toEqual([]);
});
