import { secretPlace } from '../../src/core/notify/callbacks.js';
import { operations } from '../../src/core/notify/operations.js';
import type { Card } from '../../src/core/payments/model.js';
import { methodPlace } from '../../src/core/payments/model.js';
import { createSealedTexts } from '../../src/store/sealed.js';
import { keyRing, newKey } from '../../src/vault/keys.js';
import { rotate } from '../../src/vault/rotate.js';
import { createVault } from '../../src/vault/vault.js';
import { databaseNames } from '../support/databases.js';
import { actor, keys, openBench, type Bench } from './bench.js';

const card: Card = { type: 'credit-card', number: '4111111111111111', expiry: '2030-12-31' };
const newer = newKey('2027');

const vaultOf = (text: string) => createVault(() => keyRing(text));
const methods = (moved: number, current: number, unreadable: readonly number[] = []) =>
  expect.arrayContaining([{ table: 'payment_methods', moved, current, unreadable }]) as unknown;

describe.each(databaseNames)('on %s', (name) => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench(name);
    await bench.put({ preference: 1, means: card });
    await bench.put({ preference: 2, means: { type: 'cash' } });
    await bench.put({ preference: 3, means: { type: 'token', token: 'T-1' } });
  });
  afterEach(() => bench.close());

  /** What opens with these keys, of the methods that hold a secret. */
  const opened = async (text: string): Promise<readonly unknown[]> => {
    const kept = (await bench.kept()).filter(({ sealed }) => sealed !== undefined);
    const vault = vaultOf(text);
    return Promise.all(
      kept.map((method) =>
        vault.open(method.sealed ?? '', methodPlace(method)).then(
          (secret) => JSON.parse(secret) as unknown,
          () => 'closed',
        ),
      ),
    );
  };

  const secrets = [card, { type: 'token', token: 'T-1' }];

  test('every secret is sealed under the current key, and the old one is not needed any more', async () => {
    const texts = createSealedTexts(bench.engine);
    expect(await rotate(texts, vaultOf(`${newer},${keys}`))).toEqual(methods(2, 0));
    expect(await opened(newer)).toEqual(secrets);
    expect(await opened(keys)).toEqual(['closed', 'closed']);
  });

  test("a callback's secret is moved, too, and opens where it belongs", async () => {
    const url = 'https://crm.example.test/told';
    const callback = { dialect: 'any', url, events: [], secret: 'S' };
    await bench.core(operations['callback.register'], callback, actor);
    const texts = createSealedTexts(bench.engine);
    expect(await rotate(texts, vaultOf(`${newer},${keys}`))).toContainEqual({
      ...{ table: 'callbacks', moved: 1 },
      ...{ current: 0, unreadable: [] },
    });
    const [row] = await bench.rows('select secret from callbacks');
    expect(await vaultOf(newer).open(row?.[0] as string, secretPlace({ url }))).toBe('S');
  });

  test('doing it again does nothing', async () => {
    const texts = createSealedTexts(bench.engine);
    const vault = vaultOf(`${newer},${keys}`);
    await rotate(texts, vault);
    const before = await bench.kept();
    expect(await rotate(texts, vault)).toEqual(methods(0, 2));
    expect(await bench.kept()).toEqual(before);
  });

  test('what does not open is told by its id and left as it is', async () => {
    const texts = createSealedTexts(bench.engine);
    const before = await bench.kept();
    const [first, , last] = await bench.rows('select id from payment_methods order by preference');
    expect(await rotate(texts, vaultOf(newer))).toEqual(methods(0, 0, [first?.[0] as number, last?.[0] as number]));
    expect(await bench.kept()).toEqual(before);
  });

  test('a method that is replaced meanwhile stays as it was put', async () => {
    const texts = createSealedTexts(bench.engine);
    const late = {
      ...texts,
      list: async (...args: Parameters<typeof texts.list>) => {
        const page = await texts.list(...args);
        if (args[0] === 'payment_methods')
          await bench.put({ preference: 1, means: { ...card, number: '5555555555554444' } });
        return page;
      },
    };
    await rotate(late, vaultOf(`${newer},${keys}`));
    expect(await opened(`${newer},${keys}`)).toEqual([{ ...card, number: '5555555555554444' }, secrets[1]]);
  });
});
