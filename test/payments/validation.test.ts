import type { PaymentGateway, PaymentOutcome } from '../../src/core/payments/gateway.js';
import type { Card } from '../../src/core/payments/model.js';
import { openBench, type Bench } from './bench.js';

const card: Card = { type: 'credit-card', number: '4111111111111111', expiry: '2026-03-01' };

/** Refuses to be asked for anything but an authorisation, which it answers so. */
const answering = (outcome: PaymentOutcome): PaymentGateway => ({
  authorise: async () => outcome,
  charge: () => Promise.reject(new Error('nobody is charged here')),
  lookUp: () => Promise.reject(new Error('nothing is looked up here')),
});

const opened = new Set<Bench>();
afterEach(async () => {
  for (const bench of opened) await bench.close();
  opened.clear();
});

async function open(payments?: PaymentGateway): Promise<Bench> {
  const bench = await openBench('sqlite', payments ? { payments } : {});
  opened.add(bench);
  return bench;
}

const put = (bench: Bench, given: Partial<Card> = {}, verification?: string) =>
  bench.put({ preference: 1, means: { ...card, ...given }, verification, validate: true });

test('a good card is authorised and kept on its last day, too', async () => {
  const bench = await open();
  await put(bench, {}, '123');
  expect(await bench.list()).toMatchObject([{ lastFour: '1111' }]);
});

test.each<readonly [string, Partial<Card>, string | undefined, readonly string[]]>([
  ['a number whose check digit is wrong', { number: '4111111111111112' }, undefined, ['card-number']],
  ['a number of no brand', { number: '0000000000000000' }, undefined, ['card-number']],
  ['the name of another brand', { brand: 'MasterCard' }, undefined, ['card-brand']],
  ['a last day that is over', { expiry: '2026-02-28' }, undefined, ['card-expired']],
  ['a verification number that is too long', {}, '1234', ['card-verification']],
  [
    'everything wrong at once',
    { number: '4111111111111112', brand: 'Amex', expiry: '2010-12-31' },
    '12',
    ['card-number', 'card-brand', 'card-expired', 'card-verification'],
  ],
])('a card with %s is refused before the gateway is asked, and not kept', async (_what, given, code, rules) => {
  const bench = await open(answering({ result: 'approved', reference: 'R' }));
  const problems = rules.map((rule) => ({ rule }));
  const refusal = put(bench, given, code);
  await expect(refusal).rejects.toMatchObject({ code: 'invalid', details: { problems } });
  expect(JSON.stringify(await refusal.catch((error: unknown) => error))).not.toMatch(/\d{4}/);
  expect(await bench.kept()).toEqual([]);
});

test.each([
  ['4111111111111111', 'VISA'],
  ['5555555555554444', 'MasterCard'],
  ['5555555555554444', 'MC'],
  ['378282246310005', 'Amex'],
  ['378282246310005', 'American Express'],
  ['6011111111111117', 'discover'],
])('%s may be called %s', async (number, brand) => {
  const bench = await open();
  await put(bench, { number, brand }, number.startsWith('3') ? '1234' : '123');
  expect(await bench.list()).toMatchObject([{ brand }]);
});

test.each([
  [
    { result: 'declined', reason: 'expired-card' },
    { code: 'payment-declined', details: { reason: 'expired-card' } },
  ],
  [{ result: 'unknown' }, { code: 'payments-unavailable', details: { reason: 'unknown' } }],
] as const)('a card that the gateway answers with %j is not kept', async (outcome, fault) => {
  const bench = await open(answering(outcome));
  await expect(put(bench)).rejects.toMatchObject(fault);
  expect(await bench.kept()).toEqual([]);
});

test('without a gateway nothing is ever approved', async () => {
  const bench = await openBench('sqlite', { payments: undefined });
  opened.add(bench);
  await expect(put(bench)).rejects.toMatchObject({ code: 'payments-unavailable', details: { reason: 'none' } });
  expect(await bench.kept()).toEqual([]);
});

test('without being told to, nothing of a card is checked', async () => {
  const bench = await open(answering({ result: 'declined', reason: 'card-declined' }));
  await bench.put({ preference: 1, means: { ...card, number: '4111111111111112', expiry: '2010-12-31' } });
  expect(await bench.list()).toMatchObject([{ expiry: '2010-12-31' }]);
});

test('only cards are validated', async () => {
  const bench = await open(answering({ result: 'declined', reason: 'card-declined' }));
  await bench.put({ preference: 1, means: { type: 'token', token: 'T' }, validate: true });
  expect(await bench.list()).toEqual([{ preference: 1, type: 'token' }]);
});
