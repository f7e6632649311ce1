import { createAvaTax } from '../../src/clients/avatax.js';
import { embeddedAddresses } from '../../src/clients/embedded-addresses.js';
import { breaksOff, hangs, openService, says, type Reaction } from '../support/service.js';

const address = { street: '43 Main Av', city: 'Chicago', state: 'IL', postalCode: '12345', country: 'United States' };

const open = async (...reactions: readonly Reaction[]) => {
  const service = await openService(...reactions);
  const tax = createAvaTax({
    url: service.url,
    account: '2000',
    licenseKey: 'the key',
    timeout: reactions.includes(hangs) ? 200 : 10_000,
  });
  return { service, problems: (given: object = address) => tax.problems(given) };
};

const details =
  'An exact street name match could not be found and phonetically matching the street name resulted in either no ' +
  'matches or matches to more than one street name.';

const message = { summary: 'An exact street name match could not be found', details, refersTo: 'Address.Line0' };

test('an address is resolved by the account of the operator', async () => {
  const { service, problems } = await open(says(200, { validatedAddresses: [{ line1: '43 MAIN AVE' }] }));
  expect(await problems()).toEqual([]);
  expect(service.asked[0]).toMatchObject({
    method: 'POST',
    path: '/api/v2/addresses/resolve',
    headers: { authorization: `Basic ${Buffer.from('2000:the key').toString('base64')}` },
    body: { line1: '43 Main Av', city: 'Chicago', region: 'IL', postalCode: '12345', country: 'United States' },
  });
});

test('what the service finds wrong is told in its words; warnings are not', async () => {
  const { problems } = await open(
    says(200, {
      messages: [
        { ...message, severity: 'Error' },
        { ...message, summary: 'Moved', severity: 'Warning' },
      ],
    }),
    says(200, { messages: [{ summary: 'The address is not deliverable.', severity: 'Error' }, { severity: 'Error' }] }),
    says(400, { error: { details: [{ message: 'An Address is incomplete or invalid.', description: '' }] } }),
  );
  expect(await problems()).toEqual([details.slice(0, -1)]);
  expect(await problems()).toEqual(['The address is not deliverable', 'The address is not valid']);
  expect(await problems()).toEqual(['An Address is incomplete or invalid']);
});

test.each([
  ['never answers', hangs],
  ['breaks off', breaksOff],
  ['fails', says(500, {})],
  ['is not who it should be', (res) => void res.writeHead(200).end('<html>')],
] satisfies readonly (readonly [string, Reaction])[])('a service that %s is told of', async (_what, reaction) => {
  const { problems } = await open(reaction);
  expect(await problems()).toEqual(['The address could not be validated because the tax service did not answer.']);
});

test('a service that is not there is told of', async () => {
  const { service, problems } = await open();
  await service.stop();
  expect(await problems()).toEqual(['The address could not be validated because the tax service did not answer.']);
});

test('an account the service does not know is told of', async () => {
  const { problems } = await open(says(401, { error: { details: [{ message: 'Authentication failed' }] } }));
  expect(await problems()).toEqual(['The address could not be validated because the tax service refused the request.']);
});

test('addresses of other countries are not asked about, those without a country are', async () => {
  const { service, problems } = await open(says(200, {}));
  expect(await problems({ street: 'Hauptstr. 1', country: 'Germany' })).toEqual([]);
  expect(service.asked).toEqual([]);
  expect(await problems({ street: '1 Main St', country: 'CAN' })).toEqual([]);
  expect(await problems({ street: '1 Main St' })).toEqual([]);
  expect(service.asked.map(({ body }) => (body as { country: string }).country)).toEqual(['CAN', 'US']);
});

test.each([
  ['43 Main Av', []],
  ['Main Av', [details.slice(0, -1)]],
  ['12 Nowhere Lane', [details.slice(0, -1)]],
])('the embedded validator knows of %s: %j', async (street, problems) => {
  expect(await embeddedAddresses.problems({ ...address, street })).toEqual(problems);
});
