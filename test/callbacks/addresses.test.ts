import { isPublic } from '../../src/jobs/addresses.js';
import { createPost, Undelivered, type PostOptions } from '../../src/jobs/post.js';
import { openReceiver, status, type Answering, type Receiver } from './receiver.js';

const special = [
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.9.9.9', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.0.0.8', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1', '198.51.100.7', '203.0.113.9'],
  ...['224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::7f00:1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:8.8.8.8'],
  ...['::ffff:0:127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::'],
  ...['fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1', 'ff02::1'],
  ...['', 'localhost', '127.1', '2130706433', '[::1]'],
];

test.each(special)('%j is no public address', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '172.32.0.1',
  '192.0.1.1',
  '100.128.0.1',
  '223.255.255.1',
  '2a00:1450:4001::1',
  '2606:4700::1111',
])('%s is a public address', (address) => {
  expect(isPublic(address)).toBe(true);
});

let receivers: Receiver[] = [];

afterEach(async () => {
  for (const receiver of receivers) await receiver.close();
  receivers = [];
});

const open = async (answer?: Answering): Promise<Receiver> => {
  const receiver = await openReceiver(answer);
  receivers.push(receiver);
  return receiver;
};

async function sent(url: string, options: Partial<PostOptions> = {}): Promise<string> {
  const post = createPost({ timeout: 1000, allowPrivate: false, ...options });
  const message = { url, headers: { 'Content-Type': 'text/plain' }, body: 'a message' };
  try {
    await post.send(message, new AbortController().signal);
    return 'taken';
  } catch (error) {
    if (error instanceof Undelivered) return error.message;
    throw error;
  } finally {
    await post.close();
  }
}

const refused = 'the address is not a public one';

test.each([
  '127.0.0.1',
  'localhost',
  '127.1',
  '2130706433',
  '0x7f000001',
  '[::ffff:127.0.0.1]',
  '0.0.0.0',
  '017700000001',
])('Nothing is sent to this machine by way of %s, and everything where that is allowed.', async (host) => {
  const receiver = await open();
  const url = new URL(receiver.url);
  const there = `http://${host}:${url.port}/hook`;
  expect(await sent(there)).toBe(refused);
  expect(receiver.received).toEqual([]);
  expect(await sent(there, { allowPrivate: true })).toBe('taken');
  expect(receiver.texts()).toEqual(['a message']);
});

test('Nothing is sent to this machine by way of IPv6.', async () => {
  const receiver = await open();
  const { port } = new URL(receiver.url);
  for (const host of ['[::1]', '[::]', '[fe80::1]', '[fd00::1]']) {
    expect(await sent(`http://${host}:${port}/hook`)).toBe(refused);
  }
  expect(receiver.received).toEqual([]);
});

test('A receiver that does not answer in time has not taken the message.', async () => {
  const receiver = await open(() => undefined);
  expect(await sent(receiver.url, { allowPrivate: true, timeout: 300 })).toBe('no answer within 0.3 s');
});

test('A receiver that never ends its answer has not taken the message.', async () => {
  const receiver = await open((res) => void res.writeHead(200).write('on and'));
  expect(await sent(receiver.url, { allowPrivate: true, timeout: 300 })).toBe('no answer within 0.3 s');
});

test('Where nobody listens, the reason is told.', async () => {
  const receiver = await open();
  await receiver.close();
  expect(await sent(receiver.url, { allowPrivate: true })).toBe('ECONNREFUSED');
});

test.each([199 + 1, 204, 299])('A status of %i is taken.', async (code) => {
  const receiver = await open(status(code));
  expect(await sent(receiver.url, { allowPrivate: true })).toBe('taken');
});

test.each([302, 304, 400, 410, 500])('A status of %i is a failure.', async (code) => {
  const receiver = await open(status(code));
  expect(await sent(receiver.url, { allowPrivate: true })).toBe(`answered ${code}`);
});
