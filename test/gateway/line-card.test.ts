import { adminToken, openHouse, type House } from './house.js';
import { call, get, m4, member, post, type Answer } from './http.js';

let house: House;

beforeAll(async () => {
  house = await openHouse({ anonymous: ['m4'] });
});

afterAll(() => house.stop());

async function admin(method: string, path: string, record?: object): Promise<Answer> {
  const headers = { Authorization: `Bearer ${adminToken}`, 'Content-Type': 'application/json' };
  const body = record && JSON.stringify(record);
  return call(house.adminUrl, method, path, { headers, ...(body && { body }) });
}

/** Keeps a record and answers its id. */
async function created(kind: string, record: object): Promise<number> {
  const answer = await admin('POST', `/v1/${kind}`, record);
  expect([kind, answer.status]).toEqual([kind, 201]);
  return member(answer, 'id') as number;
}

const read = async (path: string) => JSON.parse((await admin('GET', path)).text) as Readonly<Record<string, unknown>>;

test('a customer with a service on a line card stays until the service is off the card; then all of it is disconnected', async () => {
  const [north, south] = [
    await created('structures', { fullAddress: '1 North Street' }),
    await created('structures', { fullAddress: '2 South Street' }),
  ];
  const lineCardId = await created('line-cards', { name: 'card 1' });
  const added = await post(house.url, m4('AddCustomer'), {
    ...{ CustomerType: 'B', CustomerNumber: 'CARD-1', Name: 'Carded', Phone: '804 555 0100' },
    StructureIDList: [north, south],
  });
  const ID = member(added, 'ID') as number;
  const wired = { customerId: ID, phoneNumber: '804-555-0199', lineCardId, connectedAt: '2020-01-02T03:04:05.000Z' };
  const onCard = await created('services', wired);
  const plain = await created('services', { customerId: ID, phoneNumber: '804-555-0200' });
  const mail = await created('features', { serviceId: onCard, typeId: 1 });
  const earlier = { serviceId: plain, disconnectedAt: '2021-01-01T00:00:00.000Z' };
  const gone = await created('features', earlier);

  const byService = (PhoneNumber: string) => post(house.url, m4('GetCustomerByServicePhoneNumber'), { PhoneNumber });
  const remove = () => post(house.url, m4('RemoveCustomer'), { ID });
  expect(member(await byService('(804) 555.0199'), 'ID')).toBe(ID);

  const refusal = await remove();
  expect(refusal.status).toBe(400);
  expect(refusal.text).toBe(
    `"The Customer with ID [${ID}] cannot be deleted because it has services that are attached to line cards."`,
  );
  expect(member(await get(house.url, m4(`GetCustomer/${ID}`)), 'IsDeleted')).toBe(false);
  expect((await read(`/v1/services/${onCard}`)).disconnectedAt).toBeUndefined();
  expect((await admin('DELETE', `/v1/line-cards/${lineCardId}`)).status).toBe(409);

  const { lineCardId: _card, ...offCard } = wired;
  expect((await admin('PUT', `/v1/services/${onCard}`, offCard)).status).toBe(200);
  const before = Date.now();
  const removal = await remove();
  expect(removal.text).toBe(
    `"The Customer with ID [${ID}] was deleted successfully and all assigned services and features have been disconnected."`,
  );

  const { removedAt } = await read(`/v1/customers/${ID}`);
  expect(Date.parse(String(removedAt))).toBeGreaterThanOrEqual(before);
  expect(Date.parse(String(removedAt))).toBeLessThanOrEqual(Date.now());
  for (const path of [`services/${onCard}`, `services/${plain}`, `features/${mail}`]) {
    expect([path, (await read(`/v1/${path}`)).disconnectedAt]).toEqual([path, removedAt]);
  }
  expect((await read(`/v1/features/${gone}`)).disconnectedAt).toBe(earlier.disconnectedAt);
  expect(await read(`/v1/services/${onCard}`)).toMatchObject({ connectedAt: wired.connectedAt, customerId: ID });

  expect((await byService('8045550199')).status).toBe(404);
  expect((await byService('8045550200')).status).toBe(404);
  expect((await get(house.url, m4(`GetCustomersByStructure/${north}`))).text).toBe('[]');
  expect((await get(house.url, m4(`GetStructures/${ID}`))).text).toBe('[]');
  expect((await admin('DELETE', `/v1/line-cards/${lineCardId}`)).status).toBe(204);
});

test('a service that is disconnected already keeps nobody from being removed, though it names a line card', async () => {
  const lineCardId = await created('line-cards', { name: 'card 2' });
  const ID = member(await post(house.url, m4('AddCustomer'), { CustomerType: 'R' }), 'ID') as number;
  await created('services', { customerId: ID, lineCardId, disconnectedAt: '2021-01-01T00:00:00.000Z' });
  expect((await post(house.url, m4('RemoveCustomer'), { ID })).status).toBe(200);
});

test('reactivation brings back the customer, not what its removal disconnected', async () => {
  const ID = member(await post(house.url, m4('AddCustomer'), { CustomerType: 'R' }), 'ID') as number;
  const service = await created('services', { customerId: ID, phoneNumber: '1' });
  await post(house.url, m4('RemoveCustomer'), { ID });
  expect((await post(house.url, m4('ReactivateCustomer'), { ID })).status).toBe(200);
  expect(member(await get(house.url, m4(`GetCustomer/${ID}`)), 'IsDeleted')).toBe(false);
  expect((await read(`/v1/services/${service}`)).disconnectedAt).toEqual(expect.any(String));
  expect((await post(house.url, m4('GetCustomerByServicePhoneNumber'), { PhoneNumber: '1' })).status).toBe(404);
});
