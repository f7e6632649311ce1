import { n2fe } from '../../../dialects/n2fe/index.js';
import { createZone } from '../../../src/wire/zone.js';
import { cookieOf, demoCookie, put, within } from './house.js';

const plain = 'text/plain; charset=UTF-8';
const nobody = { headers: { Cookie: '' } };

test('up to 6.3 every answer is plain text', () =>
  within({ version: '6.3' }, async ({ ask }) => {
    for (const path of ['/api/customer', '/api/customer/3134', '/__status']) {
      expect((await ask(path)).headers.get('content-type')).toBe(plain);
    }
    expect((await ask('/api/customer/3134', put({}))).headers.get('content-type')).toBe(plain);
  }));

test('up to 6.3 the cookie has an end and no guards, and those who are not logged in get one that opens nothing', () =>
  within({ version: '6.3' }, async ({ ask }) => {
    const end = 'expires=\\w{3}, \\d\\d-\\w{3}-\\d{4} \\d\\d:\\d\\d:\\d\\d GMT';
    const mine = (await ask('/api/customer')).headers.get('set-cookie');
    expect(mine).toMatch(new RegExp(`^${demoCookie}; path=/; ${end}$`));
    const until = Date.parse(/expires=(.*)$/.exec(mine ?? '')?.[1]?.replaceAll('-', ' ') ?? '');
    expect(Math.abs(until - Date.now() - 3_600_000)).toBeLessThan(60_000);
    const status = await ask('/__status', nobody);
    expect(status.headers.get('set-cookie')).toMatch(new RegExp(`^N2FE_CGISESSID=[0-9a-f]{32}; path=/; ${end}$`));
    const { sid, logged_in } = JSON.parse(status.text) as { sid: string; logged_in: number };
    expect([cookieOf(status), logged_in]).toEqual([`N2FE_CGISESSID=${sid}`, 0]);
    expect((await ask('/api/customer', { headers: { Cookie: cookieOf(status) } })).status).toBe(401);
  }));

test('up to 6.3 an error has no date before it', () =>
  within({ version: '6.3' }, async ({ ask }) => {
    const { status, text } = await ask('/api/customer/3134', { method: 'DELETE' });
    expect([status, text]).toEqual([500, "Dataset 'customer' has no SQL of type 'delete'.\n"]);
  }));

test('from 7.3 on a path must match a route', () =>
  within({ version: '7.3' }, async ({ ask }) => {
    const { status, headers, text } = await ask('/api/customers');
    expect([status, text]).toEqual([400, 'Request URI does not match any configured <route>.\n']);
    expect(headers.get('content-disposition')).toBe('inline; filename=error.txt');
    expect((await ask('/api/customers', { method: 'PATCH' })).status).toBe(400);
  }));

test('from 7.3 on PATCH is a verb, for those who are logged in', () =>
  within({ version: '7.3' }, async ({ ask }) => {
    const { status, text } = await ask('/api/customer/3134', { method: 'PATCH' });
    expect(status).toBe(500);
    expect(text).toMatch(/\] Dataset 'customer' has no SQL of type 'merge'\.\n$/);
    expect((await ask('/api/customer?_method=merge', nobody)).status).toBe(401);
  }));

test('an error of the server begins with its local date and an id', async () => {
  const zone = createZone('America/New_York');
  const clock = { now: () => Date.parse('2022-10-05T16:58:07Z') };
  const { fault } = n2fe.create({ settings: n2fe.settings, clock, zone });
  const { body } = fault({ code: 'internal', details: {} } as never, { method: 'GET' } as never);
  expect(body).toMatch(
    /^\[Wed Oct 5 12:58:07 2022\]\[[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\] Internal error\.\n$/,
  );
});

test('a version that is not played is told at once', async () => {
  await expect(within({ version: '6.4' }, () => Promise.resolve())).rejects.toThrow(
    'n2fe.version is one of 6.3, 6.6, 7.3, not 6.4.',
  );
});

test('where groups are permitted, members of others are refused', () =>
  within({ groups: 'CCS Superuser,ACS_READ' }, async ({ ask }) => {
    expect((await ask('/api/customer/3134')).status).toBe(200);
    const login = await ask('/__status?username=rapidity&password=rapidity', nobody);
    expect(JSON.parse(login.text)).toMatchObject({ logged_in: 1, group_list: '' });
    const mine = { Cookie: cookieOf(login) };
    const read = await ask('/api/customer', { headers: mine });
    expect([read.status, read.text]).toEqual([
      401,
      "Insufficient privileges to read 'customer': Not in a permitted group.\n",
    ]);
    const request = put({});
    const write = await ask('/api/customer/3134', { ...request, headers: { ...request.headers, ...mine } });
    expect([write.status, write.text]).toEqual([
      401,
      "Insufficient privileges to write 'customer'. Not in a permitted group.\n",
    ]);
    expect((await ask('/api/customer', { method: 'POST', headers: mine })).status).toBe(401);
  }));

test('the lengths are settings', () =>
  within({ referenceLength: 300, descriptionLength: 3 }, async ({ ask }) => {
    const tell = async (body: object) =>
      (JSON.parse((await ask('/api/customer/3134', put(body))).text) as Stored).message;
    expect(await tell({ description: 'four' })).toBe('Description is too long');
    expect(await tell({ description: 'tri', customer_reference: 'x'.repeat(255) })).toBeUndefined();
    expect(await tell({ customer_reference: 'x'.repeat(256) })).toBe('Customer reference is too long');
  }));

interface Stored {
  readonly message?: string;
}
