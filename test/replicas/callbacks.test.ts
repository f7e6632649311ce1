import { openReceiver, status, type Answering, type Receiver } from '../callbacks/receiver.js';
import { databaseNames, databases, type TestDatabase } from '../support/databases.js';
import { ask, killAll, launch, until, type Replica } from './replica.js';

const env = { GATEWAY_CALLBACK_ALLOW_PRIVATE: 'true', GATEWAY_CALLBACK_TIMEOUT: '1' };

const headers = { Authorization: 'Bearer the admin token of these tests' };

describe.each(databaseNames)('on %s', (name) => {
  let database: TestDatabase;
  let receiver: Receiver;
  let answer: Answering;

  beforeEach(async () => {
    database = await databases[name]();
    answer = status(200);
    receiver = await openReceiver((res, message) => answer(res, message));
  });

  afterEach(async () => {
    await killAll();
    await receiver.close();
    await database.drop();
  });

  const start = (args: readonly string[] = []): Promise<Replica> => launch(database.url, ['--demo', ...args], env);

  const register = async ({ adminUrl }: Replica): Promise<void> => {
    const body = { url: receiver.url, events: ['customerTransition'] };
    expect((await ask(adminUrl, '/v1/callbacks', { body, headers })).status).toBe(201);
  };

  const act = async ({ url }: Replica, id: number, action: string): Promise<void> => {
    const answered = await ask(url, `/rest/customer/${id}?actionName=${action}`, { method: 'POST' });
    expect(answered.status).toBe(200);
  };

  /** The states of all deliveries, as often as there are deliveries in them. */
  const states = async (gateway: Replica): Promise<readonly unknown[]> => {
    const { items } = JSON.parse((await gateway.admin('/v1/deliveries')).text) as { items: { state: string }[] };
    return items.map(({ state }) => state);
  };

  test('what a killed gateway was delivering, the next one delivers', async () => {
    answer = () => undefined;
    const first = await start();
    await register(first);
    await act(first, 341, 'suspend');
    await until(() => receiver.received.length === 1);
    await first.kill();
    answer = status(200);
    const second = await start();
    await until(async () => (await states(second))[0] === 'delivered', 20);
    const [lost, kept] = receiver.texts();
    expect(kept).toBe(lost);
    expect(kept).toContain('<newStatus>Suspended1</newStatus>');
  });

  test('a gateway told to stop ends what it is delivering', async () => {
    answer = (res) => void setTimeout(() => res.end(), 400);
    const gateway = await start();
    await register(gateway);
    await act(gateway, 341, 'suspend');
    await until(() => receiver.received.length === 1);
    expect(await gateway.stop()).toBe(0);
    expect(await states(await start())).toEqual(['delivered']);
    expect(receiver.received).toHaveLength(1);
  });

  test('two that deliver tell everything once, and of each customer in order', async () => {
    const one = await start(name === 'sqlite' ? ['--workers', '2'] : []);
    const other = name === 'sqlite' ? one : await start();
    await register(one);
    const customers = [316, 341, 832];
    for (let i = 0; i < 4; i++) {
      for (const id of customers) await act(i % 2 === 0 ? one : other, id, i % 2 === 0 ? 'suspend' : 'activate');
    }
    await until(async () => (await states(one)).every((state) => state === 'delivered'), 20);
    const told = receiver.texts();
    const all = await ask(one.url, '/rest/customers/transitions');
    for (const id of customers) {
      const about = told.filter((text) => text.includes(`<customer id="${id}">`));
      const ids = about.map((text) => Number(/<customerTransition id="(\d+)">/.exec(text)?.[1]));
      expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
      expect(ids).toHaveLength(all.text.split(`<customer id="${id}">`).length - 1);
    }
  });
});
