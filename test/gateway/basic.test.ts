import { addAccount, revokeAccount } from '../../src/access/accounts.js';
import { openReady } from '../../src/database.js';
import { systemClock } from '../../src/runtime.js';
import { createAccounts } from '../../src/store/accounts.js';
import { freshFile, openHouse, type House } from './house.js';
import { call, get, m4, member, type Sent } from './http.js';
import { dial, json, parts } from './wire.js';

const password = 'a päss:word';

let path: string;
let house: House;

async function withAccounts(work: (accounts: ReturnType<typeof createAccounts>) => Promise<unknown>): Promise<void> {
  const { engine } = await openReady(`sqlite:${path}`);
  await work(createAccounts(engine)).finally(() => engine.close());
}

const add = (name: string) =>
  withAccounts((accounts) => addAccount(accounts, systemClock, { dialect: 'm4', name, password, groups: [] }));

beforeEach(async () => {
  path = await freshFile();
  await add('alice');
  house = await openHouse({}, path);
});

afterEach(() => house.stop());

const basic = (name: string, word: string, encoding: BufferEncoding = 'utf8') =>
  `Basic ${Buffer.from(`${name}:${word}`, encoding).toString('base64')}`;

const read = (Authorization: string | undefined, sent: Sent = {}) =>
  call(house.url, 'GET', m4('GetCustomersByStructure/1'), {
    ...sent,
    headers: { ...(Authorization && { Authorization }) },
  });

/** Past the door: there is no such structure. */
const inside = 404;

test('without credentials the answer is 401 in the framework’s words, and asks for Basic', async () => {
  const answer = await read(undefined);
  expect(answer.status).toBe(401);
  expect(answer.headers['www-authenticate']).toBe('Basic realm="M4"');
  expect(answer.text).toBe('{"Message":"Authorization has been denied for this request."}');
});

test('the right password is let in, in UTF-8 and in Latin-1, and whatever the letter case of the scheme', async () => {
  expect((await read(basic('alice', password))).status).toBe(inside);
  expect((await read(basic('alice', password, 'latin1'))).status).toBe(inside);
  expect((await read(basic('alice', password).replace('Basic', 'bASIC'))).status).toBe(inside);
});

test.each([
  ['a wrong password', basic('alice', 'a pass:word')],
  ['a password in other letters', basic('alice', password.toUpperCase())],
  ['a name in other letters', basic('Alice', password)],
  ['an unknown name', basic('bob', password)],
  ['no name', basic('', password)],
  ['no colon', `Basic ${Buffer.from('alice').toString('base64')}`],
  ['another scheme', basic('alice', password).replace('Basic', 'Bearer')],
  ['no base64', 'Basic %%%'],
])('%s is refused with the same 401', async (_what, header) => {
  const [nobody, wrong] = [await read(undefined), await read(header)];
  const dateless = ({ date: _date, ...headers }: typeof wrong.headers) => headers;
  expect([wrong.status, wrong.text, dateless(wrong.headers)]).toEqual([401, nobody.text, dateless(nobody.headers)]);
});

test('every method asks for credentials, and none does anything without them', async () => {
  const before = house.contents();
  for (const action of ['Specification', 'GetCustomer/1', 'GetStructures/1']) {
    expect((await get(house.url, m4(action))).status).toBe(401);
  }
  for (const action of ['AddCustomer', 'UpdateCustomer', 'RemoveCustomer', 'GetCustomersByName', 'LinkStructures']) {
    const sent = { headers: { 'Content-Type': 'application/json' }, body: '{"CustomerType":"B","ID":1,"Name":"x"}' };
    expect((await call(house.url, 'POST', m4(action), sent)).status).toBe(401);
  }
  expect(house.contents()).toEqual(before);
});

test('who is not let in is told so before sending a body', async () => {
  const wire = await dial(house.url);
  const lines = [`POST ${m4('AddCustomer')} HTTP/1.1`, 'Host: gateway', 'Expect: 100-continue', json];
  wire.send([...lines, 'Content-Length: 20', '', ''].join('\r\n'));
  expect(parts(await wire.ended()).map(({ status }) => status)).toEqual([401]);
});

test('after ten failures even the right password has to wait, from there but not from elsewhere', async () => {
  for (let i = 0; i < 10; i++) {
    const answer = await read(basic('alice', `wrong ${i}`));
    expect([answer.status, answer.headers['retry-after']]).toEqual([401, undefined]);
  }
  for (const word of [password, 'wrong again']) {
    const answer = await read(basic('alice', word));
    expect(answer.status).toBe(401);
    expect(member(answer, 'Message')).toBe('Authorization has been denied for this request.');
    const seconds = Number(answer.headers['retry-after']);
    expect(seconds).toBeGreaterThan(800);
    expect(seconds).toBeLessThanOrEqual(900);
  }
  expect((await read(basic('alice', password), { from: '127.0.0.9' })).status).toBe(inside);

  const again = await openHouse({}, path);
  const restarted = await call(again.url, 'GET', m4('GetCustomer/1'), {
    headers: { Authorization: basic('alice', password) },
  });
  expect([restarted.status, Number(restarted.headers['retry-after']) > 0]).toEqual([401, true]);
  await again.stop();
});

test('fewer failures are forgotten once the right password comes', async () => {
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 7; i++) expect((await read(basic('alice', `wrong ${round} ${i}`))).status).toBe(401);
    const { status } = await read(basic('alice', `${password}`));
    expect(status).toBe(inside);
  }
});

test('a login made while the gateway serves works at once, and the events name it', async () => {
  await add('carol');
  const headers = { Authorization: basic('carol', password), 'Content-Type': 'application/json' };
  const made = await call(house.url, 'POST', m4('AddCustomer'), { headers, body: '{"CustomerType":"B"}' });
  expect(made.status).toBe(200);
  expect(house.ask('select actor from events')).toEqual(['carol']);
  await withAccounts((accounts) => revokeAccount(accounts, systemClock, { dialect: 'm4', name: 'carol' }));
  expect(house.ask("select count(*) from accounts where revoked_at is null and name = 'carol'")).toEqual([0]);
});
