import { bill, least, openHouse, sending, within, type House } from './house.js';

let house: House;

beforeEach(async () => {
  house = await openHouse();
});

afterEach(() => house.close());

const put = (id: number, body: object) => house.ask(`/api/customer/${id}`, sending('PUT', body));

test('A number too long for Sedona shows as the account number, and stays as it is when that is sent back.', async () => {
  const shown = await house.customer(8);
  expect(shown).toMatchObject({ CustomerNumber: '0000000008', FullNameAndNumber: 'Other - 0000000008' });
  expect((await put(8, { ...shown, CustomerName2: 'Second' })).status).toBe(204);
  const { text } = await house.ask('/Billing/Customer/GetCustomer/8');
  expect(JSON.parse(text)).toMatchObject({ CustomerNumber: 'B0B626F0-D12B-4F38-8AC9-106AE6936DB1' });
});

test('A refused PUT changes nothing, in whichever format and for whatever reason it is refused.', async () => {
  const before = await house.customer(7);
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const refused = [
    await put(7, { ...least, CustomerName: 'New', TermCode: 'NOPE' }),
    await put(7, { ...least, CustomerName: 'New', CustomerNumber: 'b0b626f0-d12b-4' + 'x' }),
    await put(7, { ...least, CustomerName: 'New', CustomerBillPrimary: { ...bill, BranchCode: 'NOPE' } }),
    await house.ask('/api/customer/7', { method: 'PUT', headers: form, body: 'CustomerName=New&TypeCode=COM' }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  expect(await house.customer(7)).toEqual(before);
  expect(JSON.parse((await house.ask('/api/customerbill/7/ByCustomerId')).text)).toEqual([]);
});

test('A removed customer frees its number, and its bills are found no more.', async () => {
  await put(7, { ...least, CustomerBillPrimary: bill });
  const removal = sending('POST', { ID: 7 });
  expect((await house.ask('/Billing/Customer/RemoveCustomer', removal)).status).toBe(200);
  expect((await house.ask('/api/customerbill/1')).status).toBe(404);
  expect((await house.ask('/api/customerbill/ACME-1/ByCustomerNumber')).text).toBe('[]');
  const again = await house.ask('/api/customer', sending('POST', { ...least, CustomerNumber: 'ACME-1' }));
  expect(again.status).toBe(201);
  expect((await house.ask('/api/customerbill/1', sending('PUT', bill))).status).toBe(404);
});

test('Of two customers made at once under one number one is refused.', async () => {
  const create = () => house.ask('/api/customer', sending('POST', { ...least, CustomerNumber: 'TWICE' }));
  const statuses = (await Promise.all(Array.from({ length: 8 }, create))).map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.filter((status) => status === 400)).toHaveLength(7);
});

test('A customer that two clients make a master account at once is entered once.', async () => {
  await Promise.all([1, 2, 3, 4].map(() => put(7, { ...least, IsMaster: true })));
  expect(JSON.parse((await house.ask('/api/masteraccount')).text)).toHaveLength(1);
});

test('A bill that is written for the first time by two clients at once is one bill.', async () => {
  const statuses = await Promise.all([1, 2, 3].map(() => put(7, { ...least, CustomerBillPrimary: bill })));
  expect(statuses.map(({ status }) => status)).toEqual([204, 204, 204]);
  expect(JSON.parse((await house.ask('/api/customerbill/7/ByCustomerId')).text)).toHaveLength(1);
});

test('A status that another vendor ended shows as canceled, and AR brings the customer back.', async () => {
  await put(7, { ...least, StatusCode: 'canc' });
  expect(await house.customer(7)).toMatchObject({ StatusCode: 'canc' });
  await put(7, { ...least, StatusCode: 'AR' });
  expect(await house.customer(7)).toMatchObject({ StatusCode: 'AR' });
});

test('Settings give the defaults, and to remote clients no details.', async () => {
  const settings = {
    customerStatusCode: 'ANR',
    branchCode: 'WEST',
    customerTypeCode: 'X',
    latestLimit: 1,
    errorDetail: false,
  };
  await within(settings, async ({ ask, customer }) => {
    expect(await customer(7)).toMatchObject({ StatusCode: 'ANR', BranchCode: 'WEST', TypeCode: 'X' });
    expect((await ask('/api/customer/7', sending('PUT', { ...least, TypeCode: 'X' }))).status).toBe(204);
    expect(JSON.parse((await ask('/api/customer')).text)).toMatchObject([{ CustomerId: 8 }]);
    expect(JSON.parse((await ask('/api/customer/x')).text)).toEqual({ Message: 'The request is invalid.' });
    const refused = await ask('/api/customer/7', sending('PUT', { ...least, IsMaster: 'perhaps' }));
    const state = { 'customer.IsMaster': ['An error has occurred.'] };
    expect(JSON.parse(refused.text)).toEqual({ Message: 'The request is invalid.', ModelState: state });
  });
});
