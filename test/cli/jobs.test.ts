import { openReady } from '../../src/database.js';
import { nothingOutside } from '../../src/core/outside.js';
import { operations } from '../../src/core/operations.js';
import type { Preference } from '../../src/core/payments/model.js';
import { keyRing, newKey } from '../../src/vault/keys.js';
import { createVault } from '../../src/vault/vault.js';
import { databaseNames, databases, type TestDatabase } from '../support/databases.js';
import { openService, says, type Asked, type Reaction, type Service } from '../support/service.js';
import { freshFolder, run, start, type Environment } from './program.js';

const good = '4111111111111111';
const bad = '4000000000000002';
const keys = newKey('2026');

const seeded = [
  { kind: 'customers', id: 341, number: 'CUS1001', createdAt: '2026-01-01T00:00:00.000Z' },
  {
    kind: 'invoices',
    id: 1,
    customerId: 341,
    reference: 'INV1001',
    amount: '796',
    date: '2026-01-01',
    dueDate: '2026-01-15',
  },
  {
    ...{ kind: 'payment-plans', id: 123, customerId: 341, amount: '199', startDate: '2026-01-31', installments: 4 },
    every: { value: 1, unit: 'months' },
  },
]
  .map((record) => JSON.stringify(record))
  .join('\n');

/** A gateway that keeps what it charged by key, and declines one card. */
function openLedger() {
  const charges = new Map<string, { readonly status: string; readonly amount: string }>();
  const keyOf = ({ path, headers }: Asked): string => String(headers['idempotency-key'] ?? path.split('/').at(-1));
  const charge = (asked: Asked) => {
    const key = keyOf(asked);
    if (asked.method === 'POST' && !charges.has(key)) {
      const { amount, method } = asked.body as {
        readonly amount: string;
        readonly method: { readonly number: string };
      };
      charges.set(key, { status: method.number === bad ? 'declined' : 'approved', amount });
    }
    return { status: charges.get(key)?.status, reference: `R-${key.slice(-4)}`, reason: 'card-declined' };
  };
  const react: Reaction = (res, asked) => {
    const answer = charge(asked);
    says(answer.status === undefined ? 404 : 200, answer)(res, asked);
  };
  return {
    charges,
    charge,
    react,
    approved: () => [...charges.values()].filter(({ status }) => status === 'approved'),
  };
}

async function putMethods(url: string): Promise<void> {
  const ring = keyRing(keys);
  const { engine, core } = await openReady(url, { ...nothingOutside, vault: createVault(() => ring) });
  const actor = { name: 'test', channel: 'test', operation: 'payment-method.put' };
  for (const [at, number] of [bad, good].entries()) {
    const means = { type: 'credit-card', number, expiry: '2030-12-31' } as const;
    const method = { key: { id: 341 }, preference: (at + 1) as Preference, means, validate: false };
    await core(operations['payment-method.put'], method, actor);
  }
  await engine.close();
}

describe.each(databaseNames)('on %s', (make) => {
  let database: TestDatabase;
  let service: Service;
  let ledger: ReturnType<typeof openLedger>;
  let env: Environment;

  beforeEach(async () => {
    database = await databases[make]();
    ledger = openLedger();
    service = await openService(ledger.react);
    env = {
      GATEWAY_DATABASE: database.url,
      GATEWAY_ENCRYPTION_KEYS: keys,
      GATEWAY_PAYMENTS_URL: service.url,
    };
    expect(await run(['seed', '-'], { env, input: seeded })).toMatchObject({ code: 0 });
  });

  afterEach(async () => {
    await service.stop();
    await database.drop();
  });

  const jobs = (...args: readonly string[]) => run(['jobs', 'run', ...args], { env });

  const contents = async () => {
    const { engine, store } = await openReady(database.url);
    const [plan, payments, charges] = await Promise.all([
      store.read((tx) => tx.records['payment-plans'].find(123)),
      store.read((tx) => tx.billing.paymentsOf(341)),
      store.read((tx) => tx.billing.chargesOf(341)),
    ]);
    await engine.close();
    return { plan, paid: payments.map(({ date, amount }) => `${date} ${amount}`), charges };
  };

  /** Runs the jobs of a day in a process that is killed once the gateway has approved its charge, before it hears of it. */
  async function killed(day: string): Promise<void> {
    const { child } = await start(['jobs', 'run', '--as-of', day], { env, folder: await freshFolder() });
    const gone = new Promise((resolve) => child.once('close', resolve));
    service.react((res, asked) => {
      if (ledger.charge(asked).status === 'approved') child.kill('SIGKILL');
      else ledger.react(res, asked);
    });
    await gone;
    service.react(ledger.react);
  }

  test('a plan of four monthly installments from 31 January is charged four times, through a decline and a kill', async () => {
    await putMethods(database.url);
    expect((await jobs('--as-of', '2026-01-30')).out).toContain(
      '2026-01-30 charging: 0 approved, 0 declined, 0 unknown',
    );
    expect((await jobs('--as-of', '2026-01-31')).out).toContain(
      '2026-01-31 charging: 1 approved, 1 declined, 0 unknown',
    );
    expect((await contents()).plan).toMatchObject({ remaining: 3, nextDate: '2026-02-28' });
    expect((await jobs('--as-of', '2026-02-28')).code).toBe(0);
    expect((await contents()).plan).toMatchObject({ remaining: 2, nextDate: '2026-03-31' });
    await jobs('--as-of', '2026-03-30');
    await killed('2026-03-31');
    expect(ledger.approved()).toHaveLength(3);
    expect((await contents()).plan).toMatchObject({ remaining: 2, nextDate: '2026-03-31' });
    expect((await jobs('--as-of', '2026-03-31')).code).toBe(0);
    expect((await contents()).plan).toMatchObject({ remaining: 1, nextDate: '2026-04-30' });
    expect((await jobs('--as-of', '2026-05-15')).code).toBe(0);
    const { plan, paid, charges } = await contents();
    expect(plan).toMatchObject({ remaining: 0, enabled: false });
    expect(paid).toEqual(['2026-01-31 199.00', '2026-02-28 199.00', '2026-03-31 199.00', '2026-04-30 199.00']);
    expect(ledger.approved()).toHaveLength(4);
    expect(charges.filter(({ state }) => state === 'pending')).toEqual([]);
  }, 60_000);

  test('what a run would do is said without doing it', async () => {
    await putMethods(database.url);
    const { out, code } = await jobs('--as-of', '2026-01-31', '--dry-run');
    expect({ out, code }).toEqual({
      out: '2026-01-31: would charge 1 installments and 0 invoices, 199.00 in all; 0 would age\n',
      code: 0,
    });
    expect(ledger.charges.size).toBe(0);
    expect((await contents()).charges).toEqual([]);
    expect((await jobs('--as-of', '2026-01-31')).out).toContain('1 approved');
    expect(await jobs('--as-of', '2026-01-31')).toMatchObject({ out: '2026-01-31: nothing left to do\n', code: 0 });
  });

  test('who cannot charge anybody now says why in one line, and the day is done once they can', async () => {
    await putMethods(database.url);
    const { GATEWAY_ENCRYPTION_KEYS: _none, ...keyless } = env;
    const nobody = { ...env, GATEWAY_PAYMENTS_URL: 'http://127.0.0.1:9' };
    for (const [without, reason] of [
      [keyless, 'secrets are kept and read only where GATEWAY_ENCRYPTION_KEYS names keys'],
      [nobody, 'the payment gateway does not answer'],
    ] as const) {
      const { code, err } = await run(['jobs', 'run', '--as-of', '2026-01-31'], { env: without });
      expect({ code, err }).toEqual({ code: 1, err: `customer-gateway: The daily jobs are not done: ${reason}.\n` });
    }
    expect((await jobs('--as-of', '2026-01-31')).out).toContain('1 approved, 1 declined');
    expect(ledger.charges.size).toBe(2);
  });

  test('two processes that do the jobs of a day at once do them once', async () => {
    await putMethods(database.url);
    const both = await Promise.all([jobs('--as-of', '2026-01-31'), jobs('--as-of', '2026-01-31')]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.filter(({ out }) => out.includes('1 approved'))).toHaveLength(1);
    expect(ledger.approved()).toHaveLength(1);
  });
});

test.each([
  [['jobs', 'run', '--as-of', '31.01.2026'], /It takes a day as YYYY-MM-DD/],
  [['jobs', 'run', '--as-of', '2026-02-30'], /It takes a day as YYYY-MM-DD/],
  [
    ['serve', '--demo', '--admin-port', '0', '--port', '0', '--database', 'sqlite::memory:'],
    /GATEWAY_JOBS takes a schedule/,
  ],
])('a day or schedule that is none is refused in one line: %j', async (args, message) => {
  const refused = await run(args, { env: { GATEWAY_JOBS: 'daily' } });
  expect(refused.code).not.toBe(0);
  expect(refused.err.trim()).toMatch(message);
  expect(refused.err.trim().split('\n')).toHaveLength(1);
});
