import { ask, basic, login, start, stopAll, type Answer } from './gateway.js';
import type { Heard } from './parrot.js';

afterEach(stopAll);

type Sent = Readonly<Record<string, string | string[]>>;

const trustedProxies = ['127.0.0.0/8', '10.0.0.0/8', 'fd00::/8', '192.0.2.1'];

const heardIn = ({ text }: Answer): Heard => JSON.parse(text.slice(text.indexOf('{'))) as Heard;

async function heard(headers: Sent, proxies: readonly string[] = trustedProxies): Promise<Heard & { logged: unknown }> {
  const { app, lines } = await start({ flags: { trustedProxies: [...proxies] } });
  const answer = await ask(app.vendorUrl, '/Parrot/Say/a', { headers: { Host: 'gateway.test:8080', ...headers } });
  const [line] = lines().filter(({ message }) => message === 'request');
  return { ...heardIn(answer), logged: line?.['address'] };
}

const forwarded: Sent = {
  'X-Forwarded-For': '203.0.113.7',
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-Host': 'api.example.test',
};

const unbelieved = { address: '127.0.0.1', logged: '127.0.0.1', url: 'http://gateway.test:8080/Parrot/Say/a' };

test('A trusted proxy is believed who asks, how, and for which host.', async () => {
  expect(await heard(forwarded)).toMatchObject({
    address: '203.0.113.7',
    logged: '203.0.113.7',
    url: 'https://api.example.test/Parrot/Say/a',
  });
});

test('Nobody is believed where no proxy is trusted.', async () => {
  expect(await heard(forwarded, [])).toMatchObject(unbelieved);
});

test('A peer that is none of the trusted proxies is not believed.', async () => {
  expect(await heard(forwarded, ['10.0.0.0/8', '::1', '127.0.0.2'])).toMatchObject(unbelieved);
});

test('A trusted proxy that tells nothing leaves everything as the connection has it.', async () => {
  expect(await heard({})).toMatchObject(unbelieved);
});

test.each([
  ['the only one', '203.0.113.7', '203.0.113.7'],
  ['the last one, whatever the client claims before it', '1.1.1.1, 203.0.113.7', '203.0.113.7'],
  ['the last one that is no proxy', '1.1.1.1, 203.0.113.7, 10.1.2.3, 192.0.2.1', '203.0.113.7'],
  ['the first one where all are proxies', '10.1.1.1, 10.2.2.2', '10.1.1.1'],
  ['without its port', '203.0.113.7:51234', '203.0.113.7'],
  ['of version 6', '2001:DB8::7', '2001:db8::7'],
  ['of version 6 in brackets', '[2001:db8::7]', '2001:db8::7'],
  ['of version 6 with a port', '[2001:db8::7]:51234', '2001:db8::7'],
  ['of version 6 behind proxies of version 6', '2001:db8::7, fd00::1, [fd00::2]:80', '2001:db8::7'],
  ['of version 4 written as version 6', '::ffff:203.0.113.7', '203.0.113.7'],
  ['between blanks and empty values', ' , 203.0.113.7 ,, 10.0.0.1 , ', '203.0.113.7'],
])('The client is the address in X-Forwarded-For that is %s.', async (_which, header, address) => {
  expect(await heard({ 'X-Forwarded-For': header })).toMatchObject({ address, logged: address });
});

test('Several X-Forwarded-For headers are one list.', async () => {
  expect(await heard({ 'X-Forwarded-For': ['1.1.1.1', '203.0.113.7', '10.0.0.1'] })).toMatchObject({
    address: '203.0.113.7',
  });
});

test.each([
  'unknown',
  '203.0.113.7","level":"error',
  '203.0.113.7\\',
  'two words',
  '"203.0.113.7"',
  "203.0.113.7' or '1",
  '203.0.113',
  '203.0.113.999',
  '0x7f.1',
  '[2001:db8::7',
  '2001:db8::g',
  '[]',
  ':80',
  '\u00ff',
  '1.1.1.1, nonsense',
])('What is no address counts for nothing, in the log too: %s', async (header) => {
  expect(await heard({ 'X-Forwarded-For': header })).toMatchObject(unbelieved);
});

test.each([
  ['https', 'https'],
  ['HTTPS', 'https'],
  ['http', 'http'],
  ['https, http', 'http'],
  ['http,https', 'https'],
  ['gopher', 'http'],
  ['https"', 'http'],
  ['https://evil.test/', 'http'],
  ['constructor', 'http'],
  ['', 'http'],
])('X-Forwarded-Proto %s from the only proxy means %s.', async (header, scheme) => {
  const { url } = await heard({ 'X-Forwarded-Proto': header });
  expect(url).toBe(`${scheme}://gateway.test:8080/Parrot/Say/a`);
});

test.each([
  ['api.example.test', 'api.example.test'],
  ['api.example.test:8443', 'api.example.test:8443'],
  ['[2001:db8::1]:8443', '[2001:db8::1]:8443'],
  ['203.0.113.9', '203.0.113.9'],
  ['claimed.test, api.example.test', 'api.example.test'],
  ['two words', 'gateway.test:8080'],
  ['"quoted"', 'gateway.test:8080'],
  ["a'b", 'gateway.test:8080'],
  ['a/b', 'gateway.test:8080'],
  ['user@api.example.test', 'gateway.test:8080'],
  ['<script>', 'gateway.test:8080'],
  ['api.example.test:port', 'gateway.test:8080'],
  ['', 'gateway.test:8080'],
])('X-Forwarded-Host %s makes the texts say %s.', async (header, host) => {
  const { url } = await heard({ 'X-Forwarded-Host': header });
  expect(url).toBe(`http://${host}/Parrot/Say/a`);
});

test('Behind several proxies scheme and host are those of the proxy that the client spoke to.', async () => {
  const chain: Sent = {
    'X-Forwarded-For': '6.6.6.6, 203.0.113.7, 10.0.0.1',
    'X-Forwarded-Proto': 'http, https, http',
    'X-Forwarded-Host': 'claimed.test, api.example.test, inner.test',
  };
  expect(await heard(chain)).toMatchObject({ address: '203.0.113.7', url: 'https://api.example.test/Parrot/Say/a' });
});

test('A value that only one of several proxies sets counts for all of them.', async () => {
  const chain: Sent = { ...forwarded, 'X-Forwarded-For': '203.0.113.7, 10.0.0.1, 10.0.0.2' };
  expect(await heard(chain)).toMatchObject({ address: '203.0.113.7', url: 'https://api.example.test/Parrot/Say/a' });
});

test('The text of a failure names the URL that the client wrote.', async () => {
  const { app } = await start({ flags: { trustedProxies } });
  const { status, text } = await ask(app.vendorUrl, '/Parrot/Nothing?a=1', { headers: { ...forwarded } });
  expect(status).toBe(404);
  expect(text).toContain('"url":"https://api.example.test/Parrot/Nothing?a=1"');
});

test('Failed logins are counted by the address that the proxy tells.', async () => {
  const { app } = await start({ flags: { trustedProxies, anonymous: [] } });
  const from = (address: string, password: string): Promise<Answer> =>
    ask(app.vendorUrl, '/Parrot/Say/a', { headers: { ...basic(password), 'X-Forwarded-For': address } });
  for (let i = 0; i < 10; i++) expect((await from('203.0.113.7', 'wrong')).text).toContain('unauthenticated');
  expect((await from('203.0.113.7', login.password)).text).toContain('login-limited');
  expect((await from('1.1.1.1, 203.0.113.7:99', login.password)).text).toContain('login-limited');
  expect(heardIn(await from('203.0.113.8', login.password)).caller).toBe(login.name);
});

test.each([
  '10.0.0.0/33',
  '10.0.0.0/0',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '10.0.0.0/x',
  '10/8',
  'fd00::/129',
  'loopback',
  'proxy.example.test',
  '/8',
])('What is no address or range ends the start in one line: %s', async (range) => {
  await expect(start({ env: { GATEWAY_TRUSTED_PROXIES: `127.0.0.1, ${range}` } })).rejects.toThrow(
    `Bad setting: trustedProxies: "${range}" is neither an address nor a range such as 10.0.0.0/8.`,
  );
});
