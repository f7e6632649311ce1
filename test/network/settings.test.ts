import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig, type Config, type Flags } from '../../src/config.js';
import { addMount, type Mounts } from '../../src/mount-settings.js';
import { freshFolder } from '../support/folders.js';

const ids = ['parrot', 'grey-parrot'];

let folder = '';

beforeAll(async () => (folder = await freshFolder()));

async function loaded(file: object, env: NodeJS.ProcessEnv = {}, flags: Flags = {}): Promise<Config> {
  const config = join(folder, 'gateway.json');
  await writeFile(config, JSON.stringify(file));
  return loadConfig({ ...flags, config }, env, ids);
}

test('Mounts and zones of single dialects come from the config file.', async () => {
  const mounts = { parrot: { port: 9001, host: '::1', hostName: 'parrot.test', prefix: '/birds/parrot' } };
  expect(await loaded({ mounts, timeZones: { parrot: 'Asia/Tokyo' } })).toMatchObject({
    mounts,
    timeZones: { parrot: 'Asia/Tokyo' },
  });
});

test('A variable is named after the dialect in capitals, its dashes as underscores, and beats the file.', async () => {
  const file = { mounts: { 'grey-parrot': { port: 1, prefix: '/grey' } }, timeZones: { 'grey-parrot': 'UTC' } };
  const env = {
    GATEWAY_GREY_PARROT_PORT: '9002',
    GATEWAY_GREY_PARROT_HOST_NAME: 'grey.test',
    GATEWAY_GREY_PARROT_TIME_ZONE: 'Asia/Tokyo',
    GATEWAY_PARROT_PREFIX: '/p',
    GATEWAY_PARROT_PORT: '',
  };
  const { mounts, timeZones } = await loaded(file, env);
  expect(mounts).toEqual({
    'grey-parrot': { port: 9002, hostName: 'grey.test', prefix: '/grey' },
    parrot: { prefix: '/p' },
  });
  expect(timeZones).toEqual({ 'grey-parrot': 'Asia/Tokyo' });
});

test('A flag beats a variable, member by member.', async () => {
  const env = { GATEWAY_PARROT_PORT: '1', GATEWAY_PARROT_PREFIX: '/p' };
  const mounts = addMount('parrot=port:2');
  expect((await loaded({}, env, { mounts })).mounts).toEqual({ parrot: { port: 2, prefix: '/p' } });
});

test('Without any of them there are none.', () => {
  expect(loadConfig({}, {}, ids)).toMatchObject({ mounts: {}, timeZones: {}, trustedProxies: [], tlsCert: '' });
});

test('The flag is repeatable, for several dialects and for one.', () => {
  const flags = ['parrot=port:9001,host:::1', 'grey-parrot=prefix:/g', 'parrot=host-name:a.test,port:9003'];
  expect(flags.reduce<Mounts>((before, flag) => addMount(flag, before), {})).toEqual({
    parrot: { port: 9003, host: '::1', hostName: 'a.test' },
    'grey-parrot': { prefix: '/g' },
  });
});

test.each([
  'parrot',
  'parrot=',
  '=port:1',
  'parrot=9001',
  'parrot=hostName:a',
  'parrot=constructor:1',
  'parrot=port:1,',
])('A flag that reads otherwise ends the start in one line: --mount %s', (flag) => {
  expect(() => addMount(flag)).toThrow(/^--mount [^\n]+$/);
});

test.each([
  [{ port: 65536 }, 'mounts.parrot.port takes a port from 0 to 65535.'],
  [{ port: -1 }, 'mounts.parrot.port takes a port from 0 to 65535.'],
  [{ port: '9001' }, 'mounts.parrot.port takes a port from 0 to 65535.'],
  [{ host: '127.0.0.1' }, 'mounts.parrot.host needs a port beside it.'],
  [{ port: 1, host: '' }, 'mounts.parrot.host takes an address to listen on.'],
  [{ hostName: 'two words' }, 'mounts.parrot.hostName takes a host name.'],
  [{ hostName: 'http://a.test' }, 'mounts.parrot.hostName takes a host name.'],
  [{ prefix: 'birds' }, 'mounts.parrot.prefix takes a path such as /name, without a slash at its end.'],
  [{ prefix: '/' }, 'mounts.parrot.prefix takes a path such as /name, without a slash at its end.'],
  [{ prefix: '/birds/' }, 'mounts.parrot.prefix takes a path such as /name, without a slash at its end.'],
  [{ prefix: '/b{i}rds' }, 'mounts.parrot.prefix takes a path such as /name, without a slash at its end.'],
  [{ prefix: '/b"rds' }, 'mounts.parrot.prefix takes a path such as /name, without a slash at its end.'],
  [{ ports: 1 }, 'mounts.parrot has no ports.'],
  [{ toString: 1 }, 'mounts.parrot has no toString.'],
  [9001, 'mounts.parrot takes an object of port, host, hostName, prefix.'],
  [null, 'mounts.parrot takes an object of port, host, hostName, prefix.'],
  [[9001], 'mounts.parrot takes an object of port, host, hostName, prefix.'],
])('A mount that means nothing ends the start in one line: %j', async (parrot, message) => {
  await expect(loaded({ mounts: { parrot } })).rejects.toThrow(`Bad setting: ${message}`);
});

test.each([
  [{ GATEWAY_PARROT_PORT: 'nine' }, 'mounts.parrot.port takes a port from 0 to 65535.'],
  [{ GATEWAY_PARROT_PREFIX: 'p' }, 'mounts.parrot.prefix takes a path such as /name, without a slash at its end.'],
])('A variable that means nothing ends the start in one line: %j', (env, message) => {
  expect(() => loadConfig({}, env, ids)).toThrow(`Bad setting: ${message}`);
});

test.each([{ mounts: 5 }, { mounts: [] }, { timeZones: 'UTC' }])(
  'Settings of another type do too: %j',
  async (file) => {
    await expect(loaded(file)).rejects.toThrow(/^Bad setting: [^\n]+$/);
  },
);
