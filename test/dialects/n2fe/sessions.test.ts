import { join } from 'node:path';
import { freshFolder } from '../../support/folders.js';
import { cookieOf, openHouse, put, type House } from './house.js';

let house: House;
let database: string;

beforeEach(async () => {
  database = `sqlite:${join(await freshFolder(), 'customers.db')}`;
  house = await openHouse({ database });
});

afterEach(() => house.close());

async function restart(): Promise<void> {
  await house.close();
  house = await openHouse({ database });
}

const nobody = { headers: { Cookie: '' } };

const logIn = async (): Promise<{ readonly headers: { readonly Cookie: string } }> => ({
  headers: { Cookie: cookieOf(await house.ask('/__login?username=rapidity&password=rapidity', nobody)) },
});

test('a login lasts through a restart and ends at logout', async () => {
  const mine = await logIn();
  expect(mine.headers.Cookie).toMatch(/^N2FE_CGISESSID=[0-9a-f]{32}$/);
  await restart();
  expect((await house.ask('/api/customer/3134', mine)).status).toBe(200);
  const logout = await house.ask('/__logout', mine);
  expect(logout.text).toContain('"error_string" : "Logged out at client request."');
  expect(cookieOf(logout)).toBe('N2FE_CGISESSID=');
  expect((await house.ask('/api/customer/3134', mine)).status).toBe(401);
  await restart();
  expect((await house.ask('/api/customer/3134', mine)).status).toBe(401);
});

test('every login begins a session of its own, and one ends without the other', async () => {
  const [one, other] = [await logIn(), await logIn()];
  expect(one).not.toEqual(other);
  await house.ask('/__logout', one);
  expect((await house.ask('/api/customer', one)).status).toBe(401);
  expect((await house.ask('/api/customer', other)).status).toBe(200);
});

test('a login in the query leaves a session of another user behind', async () => {
  const mine = await logIn();
  const answer = await house.ask('/__status?username=su&password=su', mine);
  expect(JSON.parse(answer.text)).toMatchObject({ username: 'su', logged_in: 1 });
  expect(cookieOf(answer)).not.toBe(mine.headers.Cookie);
});

test('the published session outlives a logout', async () => {
  expect((await house.ask('/__logout')).text).toContain('"error_string" : "Logged out at client request."');
  expect((await house.ask('/api/customer')).status).toBe(200);
});

test('a user sees and changes the customers within reach and no other', async () => {
  const mine = await logIn();
  const names = (JSON.parse((await house.ask('/api/customer', mine)).text) as { name: string }[]).map(
    ({ name }) => name,
  );
  expect(names).toEqual(['Rapidity Inc']);
  expect((await house.ask('/api/customer/1551', mine)).status).toBe(404);
  const change = (id: number) => {
    const request = put({ description: 'mine' });
    return house.ask(`/api/customer/${id}`, { ...request, headers: { ...request.headers, ...mine.headers } });
  };
  expect(JSON.parse((await change(3134)).text)).toMatchObject({ success: 1, modified: 1 });
  expect(JSON.parse((await change(1551)).text)).toMatchObject({ success: 0 });
  expect((await house.ask('/api/customer/1551')).text).not.toContain('mine');
});

test('too many failed logins are refused for a while, with the right password too', async () => {
  const fail = () => house.ask('/__status?username=rapidity&password=wrong', nobody);
  for (let i = 0; i < 10; i++) expect((await fail()).text).toContain('Incorrect password.');
  expect((await fail()).text).toContain('"error_string" : "Too many failed logins."');
  const refused = await house.ask('/api/customer?username=rapidity&password=rapidity', nobody);
  expect(refused.status).toBe(401);
  expect(refused.text).toBe("Insufficient privileges to read 'customer': Too many failed logins.\n");
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});
