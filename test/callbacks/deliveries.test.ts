import type { CustomerStatus } from '../../src/core/customers/model.js';
import type { Delivery } from '../../src/core/notify/model.js';
import { databaseNames } from '../support/databases.js';
import { openHouse, until, type House } from './house.js';
import { openReceiver, status, type Answering, type Receiver } from './receiver.js';

/** Three statuses after one another. */
const statuses: readonly CustomerStatus[] = ['overdue1', 'overdue2', 'overdue3'];

describe.each(databaseNames)('on %s', (kind) => {
  let house: House;
  let receiver: Receiver;

  beforeEach(async () => {
    house = await openHouse(kind, [1, 2, 3]);
  });

  afterEach(async () => {
    await house.close();
    await receiver.close();
  });

  const open = async (answer: Answering = status(200)) => {
    receiver = await openReceiver(answer);
    return house.register(receiver.url);
  };

  const all = (): Promise<readonly Delivery[]> => house.run('delivery.list', { after: 0, limit: 1000 });

  const states = async () => (await all()).map(({ state, attempts }) => `${state} ${attempts}`);

  test('What happened is told once to each who asked for it, and to nobody else.', async () => {
    await open();
    await house.register(`${receiver.url}/other`, ['customer-transition']);
    await house.change(1, 'overdue1');
    await house.bench.run('record.put', { kind: 'customers', record: { id: 2, name: 'Other' } });
    await house.deliver();
    await until(() => receiver.received.length === 3);
    const told = receiver.received.map(({ url, text }) => `${url} ${text}`).sort();
    expect(told).toEqual([
      '/hook/other?type=customer-transition customer-transition 1 active overdue1',
      '/hook?type=customer-updated customer-updated 1 overdue1',
      '/hook?type=customer-updated customer-updated 2 active',
    ]);
    await until(async () => (await states()).every((state) => state === 'delivered 0'));
  });

  test('A change that is refused or changes nothing is told to nobody.', async () => {
    await open();
    await house.change(1, 'active');
    await expect(house.change(404, 'active')).rejects.toMatchObject({ code: 'customer-unknown' });
    expect(await all()).toEqual([]);
  });

  test('What happened before somebody registered is not told.', async () => {
    await house.change(1, 'overdue1');
    await open();
    expect(await all()).toEqual([]);
  });

  test('What happens to one customer is told in order, and a failure holds up nobody else.', async () => {
    let failing = true;
    await open((res, { text }) => status(failing && text.includes(' 1 ') ? 503 : 200)(res, undefined as never));
    await house.deliver();
    for (const next of statuses) for (const id of [1, 2]) await house.change(id, next);
    await until(() => receiver.received.length >= 4);
    const about = (id: number) => receiver.texts().filter((text) => text.includes(` ${id} `));
    expect(about(2)).toEqual(statuses.map((next) => `customer-updated 2 ${next}`));
    expect(about(1)).toEqual(['customer-updated 1 overdue1']);
    failing = false;
    house.pass(10_000);
    await until(() => about(1).length === 4);
    expect(about(1).slice(1)).toEqual(statuses.map((next) => `customer-updated 1 ${next}`));
  });

  test('A receiver that keeps failing is tried five times at growing distances, then given up.', async () => {
    await open(status(500));
    await house.deliver();
    await house.change(1, 'overdue1');
    const pauses: number[] = [];
    for (let failures = 1; failures < 5; failures++) {
      await until(() => receiver.received.length === failures);
      await until(async () => (await states())[0] === `waiting ${failures}`);
      const [delivery] = await all();
      pauses.push(Date.parse(delivery?.dueAt ?? '') - Date.parse(house.bench.clock.at));
      house.pass(pauses.at(-1) ?? 0);
    }
    await until(async () => (await states())[0] === 'dead 5');
    expect(receiver.received).toHaveLength(5);
    expect(pauses[0]).toBeLessThan(2000);
    for (const [i, pause] of pauses.entries()) expect(Math.abs(pause / (1200 * 2 ** i) - 1)).toBeLessThanOrEqual(0.25);
    expect((await all())[0]).toMatchObject({ error: 'answered 500', finishedAt: house.bench.clock.at });
    expect(house.lines.at(-1)).toMatchObject({ message: 'delivery given up', attempts: 5, reason: 'answered 500' });
  });

  test('After one that was given up the next one of its customer follows; told to, it is delivered all the same.', async () => {
    let broken = true;
    await open((res) => status(broken ? 500 : 200)(res, undefined as never));
    await house.deliver();
    await house.change(1, 'overdue1');
    await house.change(1, 'overdue2');
    await until(async () => house.pass(5000) && (await states())[0] === 'dead 5');
    broken = false;
    house.pass(60_000);
    await until(async () => (await states())[1]?.startsWith('delivered'));
    const [dead] = await all();
    const again = await house.run('delivery.redeliver', { id: dead?.id ?? 0 });
    expect(again).toMatchObject({ id: dead?.id, state: 'waiting', attempts: 0 });
    await until(async () => (await states())[0] === 'delivered 0');
    expect(receiver.texts().at(-1)).toBe('customer-updated 1 overdue1');
    await expect(house.run('delivery.redeliver', { id: 404 })).rejects.toMatchObject({ code: 'record-unknown' });
  });

  test('All that was given up is delivered again at once.', async () => {
    let broken = true;
    await open((res) => status(broken ? 500 : 200)(res, undefined as never));
    await house.deliver();
    for (const id of [1, 2, 3]) await house.change(id, 'overdue1');
    await until(async () => house.pass(5000) && (await states()).every((state) => state === 'dead 5'));
    broken = false;
    expect(await house.run('delivery.redeliver-dead', {})).toBe(3);
    await until(async () => (await states()).every((state) => state === 'delivered 0'));
    expect(await house.run('delivery.redeliver-dead', {})).toBe(0);
  });

  test('A redirect is a failure and is not followed.', async () => {
    const other = await openReceiver();
    await open((res) => void res.writeHead(307, { Location: other.url }).end());
    await house.deliver();
    await house.change(1, 'overdue1');
    await until(async () => (await all())[0]?.error === 'answered 307');
    expect(other.received).toEqual([]);
    await other.close();
  });

  test('Of several processes one delivers each message, and each customer is still told of in order.', async () => {
    await open();
    for (const next of statuses) for (const id of [1, 2, 3]) await house.change(id, next);
    for (let i = 0; i < 3; i++) await house.deliver();
    await until(async () => (await states()).every((state) => state === 'delivered 0'));
    expect(receiver.received).toHaveLength(9);
    for (const id of [1, 2, 3]) {
      const told = receiver.texts().filter((text) => text.includes(` ${id} `));
      expect(told).toEqual(statuses.map((next) => `customer-updated ${id} ${next}`));
    }
  });

  test('What a process had taken when it died is delivered by another once its lease has ended.', async () => {
    const id = await open();
    await house.change(1, 'overdue1');
    const { store } = house.bench;
    const now = Date.parse(house.bench.clock.at);
    expect(await store.change((tx) => tx.deliveries.claim(id, now, now + 15_000, 8))).toHaveLength(1);
    await house.deliver();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(receiver.received).toEqual([]);
    house.pass(15_000);
    await until(async () => (await states())[0] === 'delivered 0');
    expect(receiver.texts()).toEqual(['customer-updated 1 overdue1']);
  });

  test('Told to stop, a process finishes what it has begun and begins nothing more.', async () => {
    await open((res) => void setTimeout(() => res.end(), 300));
    const deliveries = await house.deliver();
    await house.change(1, 'overdue1');
    await until(() => receiver.received.length === 1);
    await house.change(1, 'overdue2');
    await deliveries.stop(5000);
    expect(await states()).toEqual(['delivered 0', 'waiting 0']);
    expect(receiver.received).toHaveLength(1);
  });

  test('What does not end in time is broken off and left to others at once, as if it had not been tried.', async () => {
    await open(() => undefined);
    const deliveries = await house.deliver();
    await house.change(1, 'overdue1');
    await until(() => receiver.received.length === 1);
    await deliveries.stop(100);
    expect(await all()).toMatchObject([{ state: 'waiting', attempts: 0, dueAt: house.bench.clock.at }]);
  });

  test('Where nobody is told any more, what was to be delivered is gone, and what comes is not put down.', async () => {
    const id = await open();
    await house.change(1, 'overdue1');
    await house.run('callback.remove', { id });
    await house.change(1, 'overdue2');
    expect(await all()).toEqual([]);
    expect(await house.bench.store.read((tx) => tx.deliveries.backlog())).toEqual({ waiting: 0, dead: 0 });
  });

  test('What is told in the words of a dialect that is not served here waits for a process that serves it.', async () => {
    await open();
    await house.deliver({ messages: new Map() });
    await house.change(1, 'overdue1');
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await states()).toEqual(['waiting 0']);
    await house.deliver();
    await until(async () => (await states())[0] === 'delivered 0');
  });
});
