import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig, type Flags } from '../../src/config.js';
import { freshFolder } from '../support/folders.js';
import { openHouse } from './house.js';
import { get, m4, member, post } from './http.js';

async function configFile(settings: unknown): Promise<string> {
  const path = join(await freshFolder(), 'settings.json');
  await writeFile(path, JSON.stringify(settings));
  return path;
}

const openWith = async (settings: object, flags: Flags = {}) =>
  openHouse({ demo: true, ...flags, config: await configFile(settings) });

const address = { CustomerType: 'B', Name: 'Echo', MailingState: 'VA', MailingStreet: '1 Mill Street' };

test.each([
  ['as sent by default', {}, '1 Mill Street'],
  ['as the state where a config file says so', { settings: { m4: { mailingStreetEchoesState: true } } }, 'VA'],
])('MailingStreet is answered %s, and kept as sent', async (_what, settings, shown) => {
  const house = await openWith(settings);
  const added = await post(house.url, m4('AddCustomer'), address);
  expect(member(added, 'MailingStreet')).toBe(shown);
  expect((await get(house.url, m4(`GetCustomer/${String(member(added, 'ID'))}`))).text).toBe(added.text);
  expect(house.ask("select doc ->> '$.addresses.mailing.street' from customers where name_key = 'echo'")).toEqual([
    address.MailingStreet,
  ]);
  await house.stop();
});

test('a config file bounds how many customers a search answers', async () => {
  const house = await openWith({ settings: { m4: { searchLimit: 2 } } });
  for (const Name of ['Many 1', 'Many 2', 'Many 3'])
    await post(house.url, m4('AddCustomer'), { CustomerType: 'B', Name });
  const found = await post(house.url, m4('GetCustomersByName'), { Name: 'many' });
  expect((JSON.parse(found.text) as { Name: string }[]).map(({ Name }) => Name)).toEqual(['Many 1', 'Many 2']);
  await house.stop();
});

test('a time zone says which hour a stored instant is shown as', async () => {
  const [here, there] = [await openWith({}), await openWith({ timeZone: 'Asia/Tokyo' })];
  const dates = [here, there].map(async ({ url }) => member(await get(url, m4('GetCustomer/125')), 'CreateDate'));
  expect(await Promise.all(dates)).toEqual(['2016-11-29T16:53:03.137', '2016-11-30T06:53:03.137']);
  await Promise.all([here.stop(), there.stop()]);
});

test('without details, errors carry the message only', async () => {
  const house = await openWith({ settings: { m4: { errorDetail: false } } });
  expect(Object.keys(JSON.parse((await get(house.url, m4('Nothing'))).text) as object)).toEqual(['Message']);
  await house.stop();
});

test.each([
  ['a dialect that does not exist', { settings: { m5: {} } }, /^There is no dialect m5; there are m4\.$/],
  ['a setting that does not exist', { settings: { m4: { limit: 1 } } }, /^m4 has no setting limit\.$/],
  ['a word every object has', { settings: { m4: { constructor: 1 } } }, /^m4 has no setting constructor\.$/],
  ['a setting of another type', { settings: { m4: { searchLimit: '9' } } }, /^m4\.searchLimit takes a number\.$/],
  ['a bound of 0', { settings: { m4: { searchLimit: 0 } } }, /^m4\.searchLimit takes a whole number above 0\.$/],
  ['a bound below 0', { settings: { m4: { searchLimit: -1 } } }, /^m4\.searchLimit takes a whole number above 0\.$/],
  ['half a bound', { settings: { m4: { searchLimit: 1.5 } } }, /^m4\.searchLimit takes a whole number above 0\.$/],
  [
    'a word that is none of those',
    { settings: { m4: { defaultCustomerType: 'X' } } },
    /^m4\.defaultCustomerType is one of B, R, not X\.$/,
  ],
  ['no settings', { settings: { m4: null } }, /^The settings of m4 must be a JSON object\.$/],
  ['settings in a list', { settings: [] }, /^Bad setting: settings: must be of type Object.*$/],
  ['settings that are a text', { settings: 'm4' }, /^Bad setting: settings: must be of type Object.*$/],
  ['an unknown time zone', { timeZone: 'Mars/Base' }, /^Unknown time zone "Mars\/Base": .*$/],
  ['a switch that is a word', { demoPublic: 'perhaps' }, /^Bad setting: demoPublic: must be true or false.*$/],
  ['seconds that are no number', { idleTimeout: 'abc' }, /^Bad setting: idleTimeout: .*$/],
  ['an unknown name', { prot: 80 }, /^Bad setting: .*'prot' not declared.*$/],
  ['a list instead of an object', [], /^The config file .* must hold a JSON object\.$/],
  ['null', null, /^The config file .* must hold a JSON object\.$/],
])('a config file with %s is refused before anything is opened, in one line', async (_what, settings, line) => {
  const refused: unknown = await openWith(settings as object).then(
    (house) => house.stop(),
    (error: unknown) => error,
  );
  expect(refused).toMatchObject({ name: 'Failure', message: expect.stringMatching(line) as string });
});

test.each([
  ['true', true],
  ['TRUE', true],
  ['1', true],
  ['false', false],
  ['0', false],
  ['', false],
])('a switch set to %j by a variable is %s', (value, expected) => {
  expect(loadConfig({}, { GATEWAY_DEMO: value }).demo).toBe(expected);
});

test.each([
  ['GATEWAY_DEMO', 'no', /^Bad setting: demo: must be true or false/],
  ['GATEWAY_PORT', 'http', /^Bad setting: port: ports must be within range 0 - 65535/],
  ['GATEWAY_BODY_LIMIT', '-1', /^Bad setting: bodyLimit: must be a positive integer/],
  ['GATEWAY_LOG_LEVEL', 'loud', /^Bad setting: logLevel: .*"loud"/],
])('the variable %s=%s is refused in one line', (name, value, line) => {
  expect(() => loadConfig({}, { [name]: value })).toThrow(line);
});

test('names may be given as a list or with commas and blanks, none of them is nobody', async () => {
  const house = await openWith({ anonymous: 'm4 ,', dialects: ['m4'] }, { demo: false });
  expect((await get(house.url, m4('GetCustomer/1'))).status).toBe(404);
  await house.stop();
});
