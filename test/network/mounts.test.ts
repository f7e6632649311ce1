import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { dialects } from '../../dialects/index.js';
import type { Flags } from '../../src/config.js';
import { ask, start, stopAll, type Answer } from './gateway.js';
import { parrot, parrotCalled, type Heard } from './parrot.js';

afterEach(stopAll);

const macaw = parrotCalled('macaw', '/Macaw');
const modules = [parrot, macaw];
const m4 = dialects.filter(({ id }) => id === 'm4');

const heardIn = ({ text }: Answer): Heard => JSON.parse(text.slice(text.indexOf('{'))) as Heard;

const bare = { status: 404, text: '' };

test('At its own port a dialect answers at its native paths, and whatever is unknown fails in its words.', async () => {
  const { app, lines } = await start({ modules, flags: { mounts: { macaw: { port: 0 } } } });
  const own = app.ownUrls['macaw'] ?? '';
  expect(own).not.toBe(app.vendorUrl);
  expect(heardIn(await ask(own, '/Macaw/Say/a'))).toMatchObject({ path: '/Macaw/Say/a', url: `${own}/Macaw/Say/a` });
  for (const path of ['/Parrot/Say/a', '/', '/nowhere/at/all', '/Macaw/Sing']) {
    const answer = await ask(own, path);
    expect(answer.status).toBe(404);
    expect(answer.text).toMatch(/^macaw: path-unknown/);
    expect(heardIn(answer)).toMatchObject({ path, url: `${own}${path}` });
  }
  expect(lines()).toContainEqual(expect.objectContaining({ message: `macaw listening on ${own}` }));
});

test('At the shared port every dialect still answers at its native paths, and what is unknown fails bare.', async () => {
  const mounts = { macaw: { port: 0, hostName: 'macaw.test', prefix: '/birds/macaw' }, parrot: { port: 0 } };
  const { app } = await start({ modules, flags: { mounts } });
  expect((await ask(app.vendorUrl, '/Macaw/Say/a')).status).toBe(200);
  expect((await ask(app.vendorUrl, '/Parrot/Say/a')).status).toBe(200);
  expect((await ask(app.vendorUrl, '/Parrot/Sing')).text).toMatch(/^parrot: path-unknown/);
  for (const path of ['/', '/nowhere', '/birds', '/birds/parrot']) {
    expect(await ask(app.vendorUrl, path)).toMatchObject(bare);
  }
});

test.each(['macaw.example.test', 'MACAW.Example.TEST', 'macaw.example.test:8443', 'macaw.example.test.:1'])(
  'At its own host name only that dialect answers, whatever the letter case and the port: %s',
  async (host) => {
    const { app } = await start({ modules, flags: { mounts: { macaw: { hostName: 'Macaw.example.test:80' } } } });
    const headers = { Host: host };
    expect((await ask(app.vendorUrl, '/Macaw/Say/a', { headers })).status).toBe(200);
    for (const path of ['/Parrot/Say/a', '/', '/nowhere']) {
      const answer = await ask(app.vendorUrl, path, { headers });
      expect(answer.text).toMatch(/^macaw: path-unknown/);
      expect(heardIn(answer)).toMatchObject({ path, url: `http://${host}${path}` });
    }
  },
);

test.each(['example.test', 'macaw.example.test.evil.test', 'xmacaw.example.test', ''])(
  'Another host name is that of all: "%s"',
  async (host) => {
    const { app } = await start({ modules, flags: { mounts: { macaw: { hostName: 'macaw.example.test' } } } });
    const headers = { Host: host };
    expect((await ask(app.vendorUrl, '/Parrot/Say/a', { headers })).status).toBe(200);
    expect(await ask(app.vendorUrl, '/nowhere', { headers })).toMatchObject(bare);
  },
);

test('The host name that a trusted proxy tells counts, and that of nobody else.', async () => {
  const mounts = { macaw: { hostName: 'macaw.test' } };
  const headers = { Host: 'inner', 'X-Forwarded-Host': 'macaw.test' };
  const behind = await start({ modules, flags: { mounts, trustedProxies: ['127.0.0.1'] } });
  expect((await ask(behind.app.vendorUrl, '/nowhere', { headers })).text).toMatch(/^macaw: path-unknown/);
  const direct = await start({ modules, flags: { mounts } });
  expect(await ask(direct.app.vendorUrl, '/nowhere', { headers })).toMatchObject(bare);
});

test('Below its prefix a dialect sees its native paths, and the URL is as the client wrote it.', async () => {
  const { app } = await start({ modules, flags: { mounts: { macaw: { prefix: '/birds/macaw' } } } });
  const answer = await ask(app.vendorUrl, '/birds/macaw/Macaw/Say/%2Fa?b=/c');
  expect(heardIn(answer)).toMatchObject({
    path: '/Macaw/Say/%2Fa',
    url: `${app.vendorUrl}/birds/macaw/Macaw/Say/%2Fa?b=/c`,
  });
  expect(answer.status).toBe(200);
});

test.each([
  ['/birds/macaw', '/'],
  ['/birds/macaw/', '/'],
  ['/birds/macaw?a=/b', '/'],
  ['/birds/macaw/nowhere', '/nowhere'],
  ['/birds/macaw//Macaw/Say/a', '//Macaw/Say/a'],
  ['/b%69rds/mac%61w/nowhere/', '/nowhere/'],
  ['/birds/macaw/Parrot/Say/a', '/Parrot/Say/a'],
  ['/birds/macaw/birds/macaw/Macaw/Say/a', '/birds/macaw/Macaw/Say/a'],
])('What is unknown below a prefix fails in the words of its dialect: %s', async (target, path) => {
  const { app } = await start({ modules, flags: { mounts: { macaw: { prefix: '/birds/macaw' } } } });
  const answer = await ask(app.vendorUrl, target);
  expect(answer.text).toMatch(/^macaw: path-unknown/);
  expect(heardIn(answer)).toMatchObject({ path, url: `${app.vendorUrl}${target}` });
});

test('A prefix has the letter case of its dialect, and is not the beginning of another word.', async () => {
  const { app } = await start({ modules, flags: { mounts: { macaw: { prefix: '/birds' } } } });
  expect(await ask(app.vendorUrl, '/Birds/Macaw/Say/a')).toMatchObject(bare);
  expect(await ask(app.vendorUrl, '/birdsong/Macaw/Say/a')).toMatchObject(bare);
});

test('Prefixes of dialects with and without letter case may begin with the same word.', async () => {
  const loud = parrotCalled('loud', '/Loud', true);
  const mounts = { macaw: { prefix: '/birds/macaw' }, loud: { prefix: '/birds/loud' } };
  const { app } = await start({ modules: [...modules, loud], flags: { mounts } });
  for (const path of ['/birds/loud/Loud/Say/a', '/BIRDS/Loud/LOUD/say/a', '/birds/macaw/Macaw/Say/a']) {
    expect((await ask(app.vendorUrl, path)).status).toBe(200);
  }
  expect((await ask(app.vendorUrl, '/birds/LOUD/nowhere')).text).toMatch(/^loud: path-unknown/);
  expect((await ask(app.vendorUrl, '/birds/macaw/nowhere')).text).toMatch(/^macaw: path-unknown/);
});

test('M4 explains an unknown path below its prefix as it does at home, by the URL that was asked for.', async () => {
  const { app } = await start({ modules: m4, flags: { mounts: { m4: { prefix: '/Mapcom', port: 0 } } } });
  const detail = async (base: string, path: string): Promise<unknown> => JSON.parse((await ask(base, path)).text);
  const missing = (url: string) => `No HTTP resource was found that matches the request URI '${url}'.`;
  const action = "No action was found on the controller 'Customer' that matches the name 'Nothing'.";
  for (const path of ['/mapcom/Billing/Customer/Nothing', '/Mapcom/m4api/api/Billing/Customer/Nothing']) {
    expect(await detail(app.vendorUrl, path)).toEqual({
      Message: missing(`${app.vendorUrl}${path}`),
      MessageDetail: action,
    });
  }
  const own = app.ownUrls['m4'] ?? '';
  expect(await detail(own, '/nowhere')).toMatchObject({ Message: missing(`${own}/nowhere`) });
});

test('The log knows the pattern below a prefix, and every request by an id of its own.', async () => {
  const { app, lines } = await start({ modules, flags: { mounts: { macaw: { prefix: '/birds', port: 0 } } } });
  await ask(app.vendorUrl, '/birds/Macaw/Say/secret');
  await ask(app.ownUrls['macaw'] ?? '', '/Macaw/Say/secret');
  const requests = lines().filter(({ message }) => message === 'request');
  expect(requests.map(({ dialect, route }) => [dialect, route])).toEqual([
    ['macaw', '/birds/Macaw/Say/{word}'],
    ['macaw', '/Macaw/Say/{word}'],
  ]);
  expect(new Set(requests.map(({ id }) => id)).size).toBe(2);
});

test('A port of its own may be at another address.', async () => {
  const { app } = await start({ modules, flags: { mounts: { macaw: { port: 0, host: '127.0.0.2' } } } });
  expect(app.ownUrls['macaw']).toMatch(/^http:\/\/127\.0\.0\.2:\d+$/);
  expect((await ask(app.ownUrls['macaw'] ?? '', '/Macaw/Say/a')).status).toBe(200);
});

test('A dialect that is not served has no places either.', async () => {
  const mounts = { macaw: { port: 0, hostName: 'macaw.test', prefix: '/Parrot' } };
  const { app } = await start({ modules, flags: { mounts, dialects: ['parrot'] } });
  expect(app.ownUrls).toEqual({});
  expect(await ask(app.vendorUrl, '/nowhere', { headers: { Host: 'macaw.test' } })).toMatchObject(bare);
});

test('Draining ends every port, and open connections at each.', async () => {
  const { app } = await start({ modules, flags: { mounts: { macaw: { port: 0 }, parrot: { port: 0 } } } });
  const urls = [app.vendorUrl, ...Object.values(app.ownUrls)];
  expect(urls).toHaveLength(3);
  await app.stop();
  for (const url of urls) await expect(ask(url, '/')).rejects.toThrow('ECONNREFUSED');
});

const failures: readonly (readonly [string, Flags, string])[] = [
  [
    'one port for two dialects',
    { mounts: { parrot: { port: 9001 }, macaw: { port: 9001 } } },
    'macaw cannot have the port 127.0.0.1:9001: parrot has it.',
  ],
  [
    'the port of all',
    { port: 9001, mounts: { macaw: { port: 9001 } } },
    'macaw cannot have the port 127.0.0.1:9001: the vendor plane has it.',
  ],
  [
    'the port of the admin plane',
    { adminPort: 9001, mounts: { macaw: { port: 9001 } } },
    'macaw cannot have the port 127.0.0.1:9001: the admin plane has it.',
  ],
  [
    'one host name for two dialects',
    { mounts: { parrot: { hostName: 'bird.test' }, macaw: { hostName: 'BIRD.test:80' } } },
    'parrot and macaw cannot both have the host name bird.test.',
  ],
  [
    'one prefix for two dialects',
    { mounts: { parrot: { prefix: '/birds' }, macaw: { prefix: '/birds' } } },
    'parrot and macaw cannot both have the prefix /birds.',
  ],
  [
    'a prefix below another',
    { mounts: { parrot: { prefix: '/birds' }, macaw: { prefix: '/birds/macaw' } } },
    'The prefix /birds of parrot collides with /birds/macaw of macaw.',
  ],
  [
    'a prefix that is a native path',
    { mounts: { macaw: { prefix: '/Parrot' } } },
    'The prefix /Parrot of macaw collides with /Parrot/{rest*} of parrot.',
  ],
  [
    'a prefix below a native path',
    { mounts: { macaw: { prefix: '/parrot/say' } } },
    'The prefix /parrot/say of macaw collides with /Parrot/{rest*} of parrot.',
  ],
  [
    'a prefix that is a native path of its own',
    { mounts: { macaw: { prefix: '/Macaw' } } },
    'The prefix /Macaw of macaw collides with /Macaw/{rest*} of macaw.',
  ],
  ['a dialect that does not exist', { mounts: { owl: {} } }, 'There is no dialect owl; there are parrot, macaw.'],
];

test.each(failures)('Two claims to one place end the start in one line: %s.', async (_what, flags, message) => {
  await expect(start({ modules, flags })).rejects.toThrow(message);
});

test('A port that is taken ends the start, and with it every port that was opened before.', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const free = (probe.address() as AddressInfo).port;
  await new Promise((resolve) => probe.close(resolve));
  const flags = { port: free, mounts: { macaw: { port } } };
  await expect(start({ modules, flags })).rejects.toThrow(`127.0.0.1:${port} is taken.`);
  await expect(ask(`http://127.0.0.1:${free}`, '/')).rejects.toThrow('ECONNREFUSED');
  await new Promise((resolve) => taken.close(resolve));
});
