import { openHouse, type House } from './house.js';
import { get, m4, member, post } from './http.js';

let house: House;

beforeEach(async () => {
  house = await openHouse();
});

afterEach(() => house.stop());

const refused: readonly (readonly [action: string, body: object])[] = [
  ['AddCustomer', { Name: 'no type' }],
  ['AddCustomer', { CustomerType: 'X' }],
  ['AddCustomer', { CustomerType: 'B', CustomerNumber: 'sk45792' }],
  ['AddCustomer', { CustomerType: 'B', CustomerNumber: 'N'.repeat(256) }],
  ['AddCustomer', { CustomerType: 'B', UserID: 404 }],
  ['AddCustomer', { CustomerType: 'B', UserID: 0 }],
  ['AddCustomer', { CustomerType: 'B', SourceID: 1 }],
  ['AddCustomer', { CustomerType: 'B', SourceTable: 'Mapping Data', SourceID: 4758 }],
  ['AddCustomer', { CustomerType: 'B', StructureIDList: [25, 404] }],
  ['AddCustomer', { CustomerType: 'B', Name: 'x'.repeat(4001) }],
  ['UpdateCustomer', { ID: 404, Name: 'nobody' }],
  ['UpdateCustomer', { ID: 125, CustomerNumber: 'SK45792', Name: 'half' }],
  ['UpdateCustomer', { ID: 125, CustomerType: 'X', Name: 'half' }],
  ['UpdateCustomer', { ID: 125, SourceTable: 'half', Name: 'half' }],
  ['UpdateCustomer', { ID: 125, UserID: 404, Name: 'half' }],
  ['RemoveCustomer', { ID: 404 }],
  ['RemoveCustomer', { ID: 353682 }],
  ['ReactivateCustomer', { ID: 125 }],
  ['LinkStructures', { ID: 125, StructureIDList: [12, 404] }],
  ['LinkStructures', { ID: 404, StructureIDList: [12] }],
  ['UnlinkStructures', { ID: 125, StructureIDList: [260820, 404] }],
];

const reads = [
  'GetCustomer/125',
  'GetCustomer/45',
  'GetCustomer/353682',
  'GetStructures/125',
  'GetCustomersByStructure/12',
];

test('no refused request changes a byte of what is read, or of the file, or leaves an event', async () => {
  const read = () => Promise.all(reads.map(async (path) => (await get(house.url, m4(path))).text));
  const [shown, kept] = [await read(), house.contents()];
  for (const [action, body] of refused) {
    const { status } = await post(house.url, m4(action), body);
    expect([action, body, status]).toEqual([action, body, expect.any(Number) as number]);
    expect([400, 404]).toContain(status);
    expect(house.contents()).toEqual(kept);
  }
  expect(await read()).toEqual(shown);
});

test('of fifty clients who add one CustomerNumber at once, one succeeds and 49 are refused', async () => {
  const events = house.ask('select count(*) from events')[0] as number;
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      post(house.url, m4('AddCustomer'), { CustomerType: 'B', CustomerNumber: i % 2 ? 'RACE-1' : 'race-1' }),
    ),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([200, ...Array.from({ length: 49 }, () => 400)]);
  const refusals = answers.filter(({ status }) => status === 400).map((answer) => member(answer, 'Message'));
  for (const said of refusals) expect(said).toMatch(/^CustomerNumber \[race-1\] already exists\./i);
  expect(house.ask("select count(*) from customers where number_key = 'race-1'")).toEqual([1]);
  expect(house.ask('select count(*) from events')).toEqual([events + 1]);
});

test('fifty different customers added at once are all kept, each under an ID of its own', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      post(house.url, m4('AddCustomer'), { CustomerType: 'R', Name: `at once ${i}` }),
    ),
  );
  expect(new Set(answers.map((answer) => member(answer, 'ID'))).size).toBe(50);
  expect(new Set(answers.map((answer) => member(answer, 'CustomerNumber'))).size).toBe(50);
  const found = await post(house.url, m4('GetCustomersByName'), { Name: 'at once' });
  expect((JSON.parse(found.text) as unknown[]).length).toBe(50);
});

test('a list of structures of which one does not exist links none of them', async () => {
  const structures = async () => (await get(house.url, m4('GetStructures/45'))).text;
  const before = await structures();
  const answer = await post(house.url, m4('LinkStructures'), { ID: 45, StructureIDList: [12, 25, 404, 73] });
  expect(member(answer, 'Message')).toBe('The following structure IDs do not exist: [404].');
  expect(await structures()).toBe(before);
  const added = { CustomerType: 'B', CustomerNumber: 'HALF', StructureIDList: [12, 404] };
  expect((await post(house.url, m4('AddCustomer'), added)).status).toBe(400);
  expect((await post(house.url, m4('GetCustomersByCustomerNumber'), { CustomerNumber: 'HALF' })).text).toBe('[]');
});

test('a removed customer’s number goes to the next one, and the removed one cannot come back under it', async () => {
  const add = { CustomerType: 'B', CustomerNumber: 'AGAIN-1', SourceTable: 'Again', SourceID: 1 };
  const first = member(await post(house.url, m4('AddCustomer'), add), 'ID');
  expect((await post(house.url, m4('AddCustomer'), add)).status).toBe(400);
  expect((await post(house.url, m4('RemoveCustomer'), { ID: first })).status).toBe(200);
  const second = await post(house.url, m4('AddCustomer'), { ...add, CustomerNumber: 'again-1' });
  expect(second.status).toBe(200);

  const back = () => post(house.url, m4('ReactivateCustomer'), { ID: first });
  const change = (members: object) => post(house.url, m4('UpdateCustomer'), { ID: member(second, 'ID'), ...members });
  expect((await back()).status).toBe(400);
  expect((await change({ SourceTable: null, SourceID: null })).status).toBe(200);
  expect(member(await back(), 'Message')).toMatch(/^CustomerNumber \[AGAIN-1\] already exists\./);
  expect((await change({ CustomerNumber: 'OTHER', SourceTable: 'again', SourceID: 1 })).status).toBe(200);
  expect(member(await back(), 'Message')).toMatch(/^The combination of SourceID \[1\] and SourceTable \[Again\]/);
  expect((await change({ SourceID: 2 })).status).toBe(200);
  expect(member(await back(), 'Message')).toBe(`The customer with ID [${String(first)}] was reactivated successfully.`);
});
