import { createEmbeddedGateway } from '../../src/clients/embedded-gateway.js';
import type { Payable } from '../../src/core/payments/model.js';

const card = (number: string): Payable => ({ type: 'credit-card', number, expiry: '2030-12-31' });
const account = (accountNumber: string): Payable => ({ type: 'ach', routingNumber: '110000000', accountNumber });
const token = (text: string): Payable => ({ type: 'token', token: text });

const outcome = async (method: Payable) => {
  const gateway = createEmbeddedGateway();
  const charged = await gateway.charge({ key: 'K', amount: '1.00', currency: 'USD', method });
  expect(await gateway.authorise({ key: 'K', method })).toEqual(charged);
  return charged;
};

test.each([
  ...['4111111111111111', '4242424242424242', '5555555555554444', '378282246310005', '6011111111111117'].map(card),
  ...[account('000123456789'), token('tok-approved')],
])('a documented number is approved: %j', async (method) => {
  expect(await outcome(method)).toEqual({ result: 'approved', reference: 'embedded-K' });
});

test.each([
  [card('4000000000000002'), 'card-declined'],
  [card('4000000000009995'), 'insufficient-funds'],
  [card('4000000000000069'), 'expired-card'],
  [account('000111111116'), 'account-closed'],
  [token('tok-declined'), 'card-declined'],
  [card('4012888888881881'), 'no-test-number'],
  [token('4111111111111112'), 'no-test-number'],
])('any other is declined: %j', async (method, reason) => {
  expect(await outcome(method)).toEqual({ result: 'declined', reason });
});

test('a key is charged once, and looked up by anybody', async () => {
  const gateway = createEmbeddedGateway();
  const charge = { key: 'K', amount: '1.00', currency: 'USD' };
  expect(await gateway.lookUp('K')).toEqual({ result: 'absent' });
  const first = await gateway.charge({ ...charge, method: card('4000000000000002') });
  expect(await gateway.charge({ ...charge, method: card('4111111111111111') })).toEqual(first);
  expect(await gateway.lookUp('K')).toEqual(first);
});
