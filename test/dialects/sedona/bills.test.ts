import { bill, least, openHouse, sending, type House } from './house.js';

let house: House;

beforeEach(async () => {
  house = await openHouse();
});

afterEach(() => house.close());

const bills = async (): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  JSON.parse((await house.ask('/api/customerbill/7/ByCustomerId')).text) as readonly Record<string, unknown>[];

const add = (body: object) => house.ask('/api/customerbill', sending('POST', { ...bill, ...body }));

const primaries = async () =>
  (await bills()).filter(({ IsPrimary }) => IsPrimary).map(({ CustomerBillId }) => CustomerBillId);

test('However many clients make bills primary at once, a customer has one that is.', async () => {
  await add({});
  await Promise.all([2, 3, 4, 5].map((number) => add({ BillName: `Bill ${number}`, IsPrimary: true })));
  await Promise.all(
    [1, 2, 3].map((id) => house.ask(`/api/customerbill/${id}`, sending('PUT', { ...bill, IsPrimary: true }))),
  );
  expect(await bills()).toHaveLength(5);
  expect(await primaries()).toHaveLength(1);
});

test("A billing address of another vendor's is the primary bill, and has a record once it gives way to another.", async () => {
  const change = { ID: 7, BillingCity: 'Roanoke', BillingStreet: '9 Hill Road' };
  await house.ask('/Billing/Customer/UpdateCustomer', sending('POST', change));
  expect(await bills()).toMatchObject([
    { CustomerBillId: 0, IsPrimary: true, City: 'Roanoke', Address1: '9 Hill Road' },
  ]);
  const { text } = await add({ IsPrimary: true });
  const { CustomerBillId: made } = JSON.parse(text) as { readonly CustomerBillId: number };
  const [one, other] = await bills();
  expect([one, other]).toContainEqual(
    expect.objectContaining({ IsPrimary: false, City: 'Roanoke', Address1: '9 Hill Road' }),
  );
  expect(await primaries()).toEqual([made]);
  expect(await house.customer(7)).toMatchObject({ CustomerBillPrimary: { CustomerBillId: made, City: 'Salem' } });
});

test('What another vendor changes of the primary bill is in the bill by itself too.', async () => {
  await house.ask('/api/customer/7', sending('PUT', { ...least, CustomerBillPrimary: bill }));
  await house.ask('/Billing/Customer/UpdateCustomer', sending('POST', { ID: 7, BillingCity: 'Roanoke' }));
  expect(await bills()).toMatchObject([{ CustomerBillId: 1, City: 'Roanoke', BillName: 'Doe, Jane' }]);
});

test('A bill sent back as it was read changes nothing, the primary one and another.', async () => {
  await add({});
  await add({ BillName: 'Depot', IsPrimary: false });
  const before = await bills();
  for (const one of before) {
    const { status } = await house.ask(`/api/customerbill/${String(one['CustomerBillId'])}`, sending('PUT', one));
    expect(status).toBe(204);
  }
  expect(await bills()).toEqual(before);
});
