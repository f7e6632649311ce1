import { databaseNames } from '../../support/databases.js';
import { hangs, openService, says, type Reaction } from '../../support/service.js';
import { declaration, openHouse } from './house.js';

const account = { tax: true, avataxAccount: '2000', avataxLicenseKey: 'the key', avataxTimeout: 1 };

const noStreet =
  'An exact street name match could not be found and phonetically matching the street name resulted in either no ' +
  'matches or matches to more than one street name';

const noAnswer = 'The address could not be validated because the tax service did not answer.';

const wrong = says(200, { messages: [{ summary: 'No street', details: `${noStreet}.`, severity: 'Error' }] });
const right = says(200, { validatedAddresses: [{}] });

const address = (street: string, country = '<country>United States</country>'): string =>
  `<address><street1>${street}</street1><city>Chicago</city><state>IL</state><zip>12345</zip>${country}</address>`;

const body = (reference: string, given: string): string =>
  `<customer><name>A</name><extCustomerRef>${reference}</extCustomerRef>` +
  `<billingContact><firstName>A</firstName>${given}</billingContact></customer>`;

const partly = (id: string, reference: string, error: string): string =>
  `201 ${declaration}<status><success>True</success><customer><id>${id}</id><extCustomerRef>${reference}` +
  `</extCustomerRef></customer><errors><error>${error}</error></errors></status>`;

const idIn = (answer: string): string => /id(?:="|>)(\d+)/.exec(answer)?.[1] ?? '';

async function open(...reactions: readonly Reaction[]) {
  const service = await openService(...reactions);
  const house = await openHouse('sqlite', { ...account, avataxUrl: service.url });
  const stop = async (): Promise<void> => {
    await house.stop();
    await house.database.drop();
  };
  return { ...house, service, stop };
}

test('a customer whose address is good is answered as ever', async () => {
  const { ask, service, stop } = await open(right);
  expect(await ask('POST', '/rest/customers', body('a-1', address('43 Main Av')))).toMatch(/^200 .*<customer id="/);
  expect(service.asked.map(({ body: sent }) => sent)).toEqual([
    { line1: '43 Main Av', city: 'Chicago', region: 'IL', postalCode: '12345', country: 'United States' },
  ]);
  await stop();
});

test('a customer whose address fails is kept all the same, and the status says so', async () => {
  const { ask, stop } = await open(wrong);
  const created = await ask('POST', '/rest/customers', body('a-1', address('Nowhere')));
  const id = idIn(created);
  expect(created).toBe(partly(id, 'a-1', noStreet));
  expect(await ask('GET', `/rest/customer/${id}`)).toContain('<street1>Nowhere</street1>');
  await stop();
});

test('a customer who is created with orders is kept with them, and the status says that the address fails', async () => {
  const { ask, stop } = await open(wrong);
  const order = '<subscriptionOrder><plan id="BASIC"/><quantity>1</quantity><startDate>2016-10-01</startDate>';
  const orders = `<subscriptionOrders>${order}</subscriptionOrder></subscriptionOrders>`;
  const both = (reference: string): string =>
    `<addCustomerAndOrder>${body(reference, address('Nowhere'))}${orders}</addCustomerAndOrder>`;
  const created = await ask('POST', '/rest/customers?actionName=addCustomerAndOrder', both('a-1'));
  const id = idIn(created);
  expect(created).toBe(partly(id, 'a-1', noStreet));
  expect(await ask('DELETE', `/rest/customer/${id}`)).toMatch(/^400 .*has orders/);
  await stop();
});

test("the document's own sample of an update: stored, 201, with the error of the service", async () => {
  const { ask, stop } = await open(wrong);
  const update = '<customer><name>Changed</name></customer>';
  expect(await ask('PUT', '/rest/customer/341?format=xml', update)).toBe(partly('341', 'cus1001', noStreet));
  expect(await ask('GET', '/rest/customer/341')).toContain('<name>Changed</name>');
  await stop();
});

test.each([
  ['never answers', hangs],
  ['fails', says(500, {})],
] satisfies readonly (readonly [string, Reaction])[])(
  'a service that %s keeps nobody from being kept',
  async (_what, reaction) => {
    const { ask, stop } = await open(reaction);
    const created = await ask('POST', '/rest/customers', body('a-1', address('43 Main Av')));
    expect(created).toBe(partly(idIn(created), 'a-1', noAnswer));
    const updated = await ask('PUT', '/rest/customer?extCustomerRef=a-1', '<customer><name>B</name></customer>');
    expect(updated).toBe(partly(idIn(created), 'a-1', noAnswer));
    expect(await ask('GET', '/rest/customer?extCustomerRef=A-1')).toContain('<name>B</name>');
    await stop();
  },
);

test('a service is not asked about what is refused, what has no address, or contacts by themselves', async () => {
  const { ask, service, stop } = await open(wrong);
  expect(await ask('POST', '/rest/customers', '<customer><name>A</name></customer>')).toMatch(/^400 /);
  expect(await ask('POST', '/rest/customers', body('cus1001', address('1 Main St')))).toMatch(/^400 /);
  expect(await ask('PUT', '/rest/customer/999', '<customer><name>A</name></customer>')).toMatch(/^404 /);
  expect(await ask('POST', '/rest/customers', body('a-2', ''))).toMatch(/^200 /);
  const contact = `<billingContact>${address('Nowhere')}</billingContact>`;
  expect(await ask('PUT', '/rest/customer/341/billingContact', contact)).toMatch(/^200 /);
  expect(service.asked).toEqual([]);
  await stop();
});

test('an address of another country passes, by its code too', async () => {
  const { ask, service, stop } = await open(wrong);
  const german = address('Hauptstr. 1', '<countryCode>deu</countryCode>');
  expect(await ask('POST', '/rest/customers', body('a-1', german))).toMatch(/^200 /);
  expect(service.asked).toEqual([]);
  await stop();
});

test.each(databaseNames)('on %s the embedded validator of a demo knows no streets of Nowhere', async (name) => {
  const house = await openHouse(name, { tax: true });
  const created = await house.ask('POST', '/rest/customers', body('a-1', address('12 Nowhere Lane')));
  expect(created).toBe(partly(idIn(created), 'a-1', noStreet));
  expect(await house.ask('POST', '/rest/customers', body('a-2', address('43 Main Av')))).toMatch(/^200 /);
  await house.stop();
  await house.database.drop();
});

test('without tax no address is validated', async () => {
  const house = await openHouse('sqlite');
  expect(await house.ask('POST', '/rest/customers', body('a-1', address('Nowhere')))).toMatch(/^200 /);
  await house.stop();
  await house.database.drop();
});
