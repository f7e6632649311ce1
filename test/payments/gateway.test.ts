import { createPaymentGateway } from '../../src/clients/payment-gateway.js';
import type { Card } from '../../src/core/payments/model.js';
import { breaksOff, hangs, openService, says, type Reaction } from '../support/service.js';

const card: Card = { type: 'credit-card', number: '4111111111111111', expiry: '2030-12-31', holder: 'John Villanova' };
const charge = { key: 'plan-1-2026-11-01', amount: '199.00', currency: 'USD', method: card };

const approved = says(201, { status: 'approved', reference: 'R-1' });
const declined = says(200, { status: 'declined', reason: 'insufficient-funds' });

async function open(...reactions: readonly Reaction[]) {
  const service = await openService(...reactions);
  // Long enough for a machine that is busy, but where somebody is to be waited for in vain.
  const timeout = reactions.includes(hangs) ? 700 : 10_000;
  const gateway = createPaymentGateway({ url: service.url, token: 'the token', timeout, pause: 10 });
  return { service, gateway, asked: () => service.asked.map(({ method, path }) => `${method} ${path}`) };
}

const unavailable = (reason: string) => ({ code: 'payments-unavailable', details: { reason } });

test('a charge is sent once, with its key, the token and what it is made with', async () => {
  const { service, gateway } = await open(approved);
  expect(await gateway.charge(charge)).toEqual({ result: 'approved', reference: 'R-1' });
  expect(service.asked).toHaveLength(1);
  expect(service.asked[0]).toMatchObject({
    method: 'POST',
    path: '/charges',
    headers: { 'idempotency-key': charge.key, authorization: 'Bearer the token', 'content-type': 'application/json' },
    body: { amount: '199.00', currency: 'USD', method: card },
  });
});

test('an authorisation carries the verification number beside the card', async () => {
  const { service, gateway } = await open(approved);
  const outcome = await gateway.authorise({ key: 'A-1', method: card, verification: '123' });
  expect(outcome).toEqual({ result: 'approved', reference: 'R-1' });
  expect(service.asked[0]).toMatchObject({ path: '/authorisations', body: { method: card, verification: '123' } });
});

test('a decline is told with its reason, and without one as declined', async () => {
  const { gateway } = await open(declined, says(200, { status: 'declined', reason: '<b>' }));
  expect(await gateway.charge(charge)).toEqual({ result: 'declined', reason: 'insufficient-funds' });
  expect(await gateway.charge(charge)).toEqual({ result: 'declined', reason: 'declined' });
});

test.each([
  ['never comes', hangs],
  ['breaks off', breaksOff],
  ['is an error of its own', says(502, {})],
  ['says that it is at it already', says(409, {})],
  ['is no JSON', (res) => void res.writeHead(200).end('<html>')],
  ['says nothing known', says(200, { status: 'maybe' })],
  ['says that it is pending', says(202, { status: 'pending' })],
] satisfies readonly (readonly [string, Reaction])[])(
  'a charge whose answer %s is looked up and not sent again',
  async (_what, reaction) => {
    const { gateway, asked } = await open(reaction, says(200, { status: 'approved', reference: 'R-9' }));
    expect(await gateway.charge(charge)).toEqual({ result: 'approved', reference: 'R-9' });
    expect(asked()).toEqual(['POST /charges', `GET /charges/${charge.key}`]);
  },
);

test('a charge that the gateway is still at is asked after until it is done', async () => {
  const { gateway, asked } = await open(
    ...[says(504, {}), says(404, {}), says(200, { status: 'pending' })],
    says(200, { status: 'declined', reason: 'card-declined' }),
  );
  expect(await gateway.charge(charge)).toEqual({ result: 'declined', reason: 'card-declined' });
  expect(asked()).toHaveLength(4);
});

test('a charge that cannot be found out about stays unknown, and is asked after at most four times', async () => {
  const { gateway, asked } = await open(hangs, says(404, {}));
  expect(await gateway.charge(charge)).toEqual({ result: 'unknown' });
  expect(asked()).toEqual(['POST /charges', ...Array.from({ length: 4 }, () => `GET /charges/${charge.key}`)]);
});

test.each([400, 401, 403, 404, 422, 429, 302])(
  'a gateway that refuses the request with %i has charged nothing',
  async (status) => {
    const { gateway, asked } = await open(says(status, { status: 'approved', reference: 'R-1' }));
    await expect(gateway.charge(charge)).rejects.toMatchObject(unavailable('refused'));
    expect(asked()).toEqual(['POST /charges']);
  },
);

test('a redirect is not followed, whoever it sends to', async () => {
  const other = await openService(approved);
  const { gateway } = await open((res) => void res.writeHead(307, { Location: other.url }).end());
  await expect(gateway.charge(charge)).rejects.toMatchObject(unavailable('refused'));
  expect(other.asked).toEqual([]);
});

test('a gateway that is not there has charged nothing', async () => {
  const { service, gateway } = await open(approved);
  await service.stop();
  await expect(gateway.charge(charge)).rejects.toMatchObject(unavailable('unreached'));
  await expect(gateway.authorise({ key: 'A', method: card })).rejects.toMatchObject(unavailable('unreached'));
  await expect(gateway.lookUp(charge.key)).rejects.toMatchObject(unavailable('unreached'));
});

test('an authorisation whose answer never comes is neither approved nor declined', async () => {
  const { gateway, asked } = await open(hangs);
  expect(await gateway.authorise({ key: 'A', method: card })).toEqual({ result: 'unknown' });
  expect(asked()).toEqual(['POST /authorisations']);
});

test('looking up tells what became of a charge, or that the gateway never saw it', async () => {
  const { gateway, service } = await open(declined, says(404, {}), says(200, { status: 'pending' }));
  expect(await gateway.lookUp('a/b')).toEqual({ result: 'declined', reason: 'insufficient-funds' });
  expect(service.asked[0]?.path).toBe('/charges/a%2Fb');
  expect(await gateway.lookUp('k')).toEqual({ result: 'absent' });
  expect(await gateway.lookUp('k')).toEqual({ result: 'unknown' });
});

test('after five requests without an answer nobody waits for the gateway any more', async () => {
  const { gateway, service } = await open(hangs);
  await Promise.all([1, 2, 3, 4, 5].map((key) => gateway.authorise({ key: String(key), method: card })));
  await expect(gateway.charge(charge)).rejects.toMatchObject(unavailable('unreached'));
  expect(service.asked).toHaveLength(5);
});

test('no error of the gateway repeats a card number', async () => {
  const { gateway, service } = await open(says(400, { number: card.number }));
  const refusal: unknown = await gateway.charge(charge).catch((error: unknown) => error);
  await service.stop();
  const failure: unknown = await gateway.charge(charge).catch((error: unknown) => error);
  for (const error of [refusal, failure] as Error[]) {
    expect(JSON.stringify(error) + String(error.stack)).not.toContain(card.number);
  }
});

test('who runs the gateway is told of its trouble in a word, and of nothing that was sent', async () => {
  const told: string[] = [];
  const service = await openService(says(503, { number: card.number }), says(401, {}), breaksOff, hangs);
  const trouble = (what: string): void => void told.push(what);
  const at = ({ url }: { readonly url: string }) => createPaymentGateway({ url, token: '', timeout: 700, trouble });
  const [gateway, gone] = [at(service), await openService()];
  await gone.stop();
  for (const key of ['a', 'b', 'c', 'd']) await gateway.authorise({ key, method: card }).catch(() => undefined);
  await expect(at(gone).authorise({ key: 'e', method: card })).rejects.toMatchObject(unavailable('unreached'));
  expect(told).toEqual(['status 503', 'status 401', 'UND_ERR_SOCKET', 'TimeoutError', 'ECONNREFUSED']);
});
