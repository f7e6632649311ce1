import { openReady, recordsFor } from '../../src/database.js';
import { freshFile, openHouse } from './house.js';
import { get, m4, member, post } from './http.js';

const customer = m4('GetCustomer/125');

const refusal = (flags: Parameters<typeof openHouse>[0], path?: string): Promise<unknown> =>
  openHouse(flags, path).then(
    async (house) => house.stop().then(() => 'it opened'),
    (error: unknown) => error,
  );

async function withCustomer(): Promise<string> {
  const path = await freshFile();
  const { engine, core } = await openReady(`sqlite:${path}`);
  await recordsFor(core, 'test')('record.create', { kind: 'customers', record: { name: 'A real one' } });
  await engine.close();
  return path;
}

test('the demo answers the document’s own customer, asks for no credentials and marks its database', async () => {
  const house = await openHouse({ demo: true });
  const answer = await get(house.url, customer);
  expect(answer.status).toBe(200);
  expect(member(answer, 'CustomerNumber')).toBe('B0B626F0-D12B-4F38-8AC9-106AE6936DB1');
  expect(house.ask('select name || value from marks')).toEqual(['demoloaded']);
  await house.stop();
});

test('a demo that is started again keeps what was changed, and loads nothing twice', async () => {
  const first = await openHouse({ demo: true });
  await post(first.url, m4('UpdateCustomer'), { ID: 125, Name: 'Changed in the demo' });
  const before = first.contents();
  await first.stop();
  const second = await openHouse({ demo: true }, first.path);
  expect(member(await get(second.url, customer), 'Name')).toBe('Changed in the demo');
  expect(second.contents()).toEqual(before);
  await second.stop();
});

test('a database with other data is refused, and left as it was', async () => {
  const path = await withCustomer();
  expect(await refusal({ demo: true }, path)).toMatchObject({
    name: 'Failure',
    message: expect.stringMatching(/^--demo wants an empty database or one that the demo filled; .*\.$/) as string,
  });
  const house = await openHouse({ anonymous: ['m4'] }, path);
  expect(house.ask('select name_key from customers')).toEqual(['a real one']);
  expect(house.ask('select count(*) from marks')).toEqual([0]);
  await house.stop();
});

test('a load that was cut short is taken up again', async () => {
  const first = await openHouse({ demo: true });
  const whole = first.ask('select count(*) from customers');
  await first.stop();
  const { engine } = await openReady(`sqlite:${first.path}`);
  for (const sql of ["update marks set value = 'loading'", 'delete from features', 'delete from services']) {
    await engine.knex().raw(sql);
  }
  await engine.close();
  const second = await openHouse({ demo: true }, first.path);
  expect(second.ask('select count(*) from customers')).toEqual(whole);
  expect(second.ask('select count(*) from services')).not.toEqual([0]);
  expect(second.ask('select value from marks')).toEqual(['loaded']);
  await second.stop();
});

test('without --demo a demo database keeps its data, but warns, and its open door is shut', async () => {
  const demo = await openHouse({ demo: true });
  await demo.stop();
  expect(await refusal({}, demo.path)).toMatchObject({
    name: 'Failure',
    message: expect.stringMatching(/^m4 has no credentials: make one with 'customer-gateway users add /) as string,
  });
  const house = await openHouse({ anonymous: ['m4'] }, demo.path);
  expect(house.log().filter((line) => line.includes('"warn"'))).toEqual([
    expect.stringContaining('this database was filled by the demo; its published credentials do not work here'),
  ]);
  expect((await get(house.url, customer)).status).toBe(200);
  expect((await get(house.adminUrl, '/v1/customers')).status).toBe(401);
  await house.stop();
});

test('an empty database without --demo is served without a warning', async () => {
  const house = await openHouse({ anonymous: ['m4'] });
  expect(house.log().filter((line) => !line.includes('"info"'))).toEqual([]);
  expect((await get(house.url, customer)).status).toBe(404);
  await house.stop();
});

test.each(['0.0.0.0', '::', '192.0.2.1'])('the demo is not served on %s', async (host) => {
  expect(await refusal({ demo: true, host })).toMatchObject({
    name: 'Failure',
    message: expect.stringMatching(
      /^--demo publishes its credentials, so it serves loopback only; --demo-public/,
    ) as string,
  });
});

test('the demo is served beyond loopback to an operator who says so', async () => {
  const house = await openHouse({ demo: true, host: '0.0.0.0', demoPublic: true });
  expect((await get(new URL(`http://127.0.0.1:${house.url.port}`), customer)).status).toBe(200);
  await house.stop();
});
