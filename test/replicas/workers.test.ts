import { dial, json, written, type Wire } from '../gateway/wire.js';
import { databaseNames, databases, type TestDatabase } from '../support/databases.js';
import { add, load, m4 } from './load.js';
import { childrenOf, isGone } from './processes.js';
import { ask, killAll, launch, until, type Replica } from './replica.js';

const answeredBy = /^gateway_request_duration_seconds_count\{.*worker="(\d+)"\} (\d+)$/gm;

/** How many requests each worker has answered. */
async function shares(gateway: Replica): Promise<Readonly<Record<string, number>>> {
  const { text } = await gateway.admin('/metrics');
  const found: Record<string, number> = {};
  for (const [, worker = '', count] of text.matchAll(answeredBy)) found[worker] = (found[worker] ?? 0) + Number(count);
  return found;
}

describe.each(databaseNames)('two workers on %s', (name) => {
  let database: TestDatabase;
  let gateway: Replica;

  beforeAll(async () => {
    database = await databases[name]();
    gateway = await launch(database.url, ['--workers', '2', '--demo']);
  });

  afterAll(async () => {
    await killAll();
    await database.drop();
  });

  test('they share the port, and each is seen in the metrics under its number', async () => {
    for (let i = 0; i < 6; i++) expect((await ask(gateway.url, m4('GetCustomer/125'))).status).toBe(200);
    expect(await shares(gateway)).toEqual({ '1': 3, '2': 3 });
    const { text } = await gateway.admin('/metrics');
    for (const worker of [0, 1, 2])
      expect(text).toMatch(new RegExp(`^process_resident_memory_bytes\\{worker="${worker}"\\} \\d+`, 'm'));
  });

  test('what one of them has stored the other one shows, and a number is given once', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => add(gateway.url, { CustomerNumber: 'wanted' })));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(all.filter(({ status }) => status === 400)).toHaveLength(11);
    const body = { CustomerNumber: 'wanted' };
    for (let i = 0; i < 2; i++) {
      const { text } = await ask(gateway.url, m4('GetCustomersByCustomerNumber'), { body });
      expect(JSON.parse(text)).toHaveLength(1);
    }
  });

  test('both write at once, and nothing that was acknowledged is missing', async () => {
    const writing = load([gateway.url], { clients: 16, pause: 0 });
    await until(() => writing.sofar.acknowledged.length > 200, 40);
    const { acknowledged, refused, dropped } = await writing.end();
    expect([refused, dropped]).toEqual([[], []]);
    const list = await Promise.all(
      acknowledged.map((CustomerNumber) =>
        ask(gateway.url, m4('GetCustomersByCustomerNumber'), { body: { CustomerNumber } }),
      ),
    );
    expect(list.filter(({ text }) => (JSON.parse(text) as unknown[]).length !== 1)).toEqual([]);
  });

  test('one that is killed is replaced, and the port is served meanwhile', async () => {
    const [first = 0] = childrenOf(gateway.child.pid);
    process.kill(first, 'SIGKILL');
    await until(async () => !(await gateway.ready()));
    expect((await ask(gateway.url, m4('GetCustomer/125'))).status).toBe(200);
    await until(() => gateway.ready());
    expect(childrenOf(gateway.child.pid)).toHaveLength(2);
    expect(gateway.said().filter((line) => line.includes('"message":"worker ended"'))).toHaveLength(1);
  });

  test('one that hangs is ended and replaced', async () => {
    const [first = 0] = childrenOf(gateway.child.pid);
    process.kill(first, 'SIGSTOP');
    await until(() => isGone(first), 40);
    await until(async () => childrenOf(gateway.child.pid).length === 2 && (await gateway.ready()));
    expect(gateway.said().filter((line) => line.includes('"message":"worker does not answer"'))).toHaveLength(1);
  });

  test('SIGTERM lets all of them answer what is open, and leaves no process behind', async () => {
    const workers = childrenOf(gateway.child.pid);
    const body = JSON.stringify({ CustomerType: 'B', Name: 'In flight' });
    const half = async (): Promise<Wire> => {
      const wire = await dial(new URL(gateway.url));
      wire.send(written('POST', m4('AddCustomer'), [json, 'Expect: 100-continue'], body).slice(0, -1));
      await wire.heard(/100 Continue/);
      return wire;
    };
    const open = await Promise.all([half(), half(), half(), half()]);
    const ended = gateway.stop();
    await until(async () => (await gateway.admin('/readyz')).text === '{"status":"draining"}');
    for (const wire of open) wire.send(body.slice(-1));
    for (const text of await Promise.all(open.map((wire) => wire.ended())))
      expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.*\r\n)*Connection: close\r\n/m);
    expect(await ended).toBe(0);
    expect(workers.filter((pid) => !isGone(pid))).toEqual([]);
    expect(gateway.complaints()).toBe('');
  });
});
