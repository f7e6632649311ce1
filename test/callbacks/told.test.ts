import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dialects } from '../../dialects/index.js';
import type { Delivery } from '../../src/core/notify/model.js';
import { openSandbox, type Sandbox } from '../../src/sandbox.js';
import { databaseNames, databases, type TestDatabase } from '../support/databases.js';
import { until } from './house.js';
import { openReceiver, status, type Answering, type Receiver } from './receiver.js';

const secret = 'only the receiver knows this';

describe.each(databaseNames)('the demo on %s', (kind) => {
  let database: TestDatabase;
  let gateway: Sandbox;
  let receiver: Receiver;
  let answer: Answering;

  beforeAll(async () => {
    database = await databases[kind]();
    gateway = await openSandbox(dialects, undefined, { database: database.url, callbackAllowPrivate: true });
  });

  beforeEach(async () => {
    answer = status(200);
    receiver = await openReceiver((res, message) => answer(res, message));
  });

  afterEach(() => receiver.close());

  afterAll(async () => {
    await gateway.close();
    await database.drop();
  });

  const asked = async (base: URL, method: string, path: string, body?: object): Promise<Response> =>
    fetch(new URL(path, base), {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });

  const vendor = async (method: string, path: string, body?: object): Promise<string> => {
    const response = await asked(gateway.url, method, path, body);
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.text();
  };

  /** Registers the receiver, has something happen, and unregisters it once everything was delivered. */
  async function telling(events: readonly string[], messages: number, body: () => Promise<unknown>): Promise<void> {
    const made = await asked(gateway.adminUrl, 'POST', '/v1/callbacks', { url: receiver.url, events, secret });
    expect(made.status).toBe(201);
    await body();
    await until(() => receiver.received.length === messages, 15);
    const page = async (): Promise<readonly Delivery[]> => {
      const list = await asked(gateway.adminUrl, 'GET', '/v1/deliveries?state=waiting');
      return ((await list.json()) as { readonly items: readonly Delivery[] }).items;
    };
    await until(async () => (await page()).length === 0);
    await asked(gateway.adminUrl, 'DELETE', made.headers.get('location') ?? '');
  }

  test('A suspension arrives as it is retrieved, though the receiver fails twice.', async () => {
    answer = (res, message) => status(receiver.received.length < 3 ? 503 : 200)(res, message);
    await telling(['customerTransition'], 3, () => vendor('POST', '/rest/customer/341?format=xml&actionName=suspend'));
    const [first, second, third] = receiver.received;
    for (const { method, url, headers, text } of receiver.received) {
      expect([method, url, headers['content-type']]).toEqual(['POST', '/hook?type=customerTransition', 'text/xml']);
      expect(headers['x-blusynergy-secret']).toBe(secret);
      expect(text).toBe(first?.text);
    }
    const list = await vendor('GET', '/rest/customers/transitions?format=xml');
    const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
    expect(list).toBe(`${declaration}<list>${first?.text.replace(declaration, '')}</list>`);
    expect(list).toMatch(
      /<previousStatus>Active<\/previousStatus><newStatus>Suspended1<\/newStatus><customer id="341">/,
    );
    const pauses = [(second?.at ?? 0) - (first?.at ?? 0), (third?.at ?? 0) - (second?.at ?? 0)] as const;
    expect(pauses[0]).toBeGreaterThanOrEqual(900);
    expect(pauses[1]).toBeGreaterThanOrEqual(1800);
  });

  test("What other vendors' clients do is told alike.", async () => {
    const events = ['newCustomer', 'customerUpdated', 'customerDeleted', 'customerTransition'];
    await telling(events, 5, async () => {
      const made = await vendor('POST', '/Billing/Customer/AddCustomer', { Name: 'Johnson Co.', CustomerType: 'B' });
      const { ID } = JSON.parse(made) as { readonly ID: number };
      await vendor('POST', '/Billing/Customer/UpdateCustomer', { ID, Name: 'Johnson & Co.' });
      await vendor('POST', '/Billing/Customer/RemoveCustomer', { ID });
      await vendor('GET', '/API/Customer/Edit/123456789?Custno=0000000010&Status=Inactive&Inactinit=AB');
    });
    const about = (name: string) => receiver.received.filter(({ text }) => text.includes(`<name>${name}</name>`));
    const urls = (messages: readonly { readonly url: string }[]) => messages.map(({ url }) => url.split('=')[1]);
    expect(urls(about('Johnson Co.'))).toEqual(['newCustomer']);
    expect(urls(about('Johnson &amp; Co.'))).toEqual(['customerUpdated', 'customerDeleted']);
    expect(urls(about('Customer'))).toEqual(['customerUpdated', 'customerTransition']);
    expect(about('Customer')[1]?.text).toContain('<newStatus>InActive1</newStatus>');
    expect(about('Johnson Co.')[0]?.text).toMatch(
      /^<\?xml [^>]+><customer id="\d+"><name>.*<customerFinancials.*<\/customer>$/,
    );
  });

  test('A cancellation by a client of Sedona arrives as a suspension of BluBilling would, though the receiver fails twice.', async () => {
    answer = (res, message) => status(receiver.received.length < 3 ? 500 : 200)(res, message);
    await telling(['customerTransition'], 3, async () => {
      const customer = JSON.parse(await vendor('GET', '/api/customer/316')) as object;
      const put = await asked(gateway.url, 'PUT', '/api/customer/316', { ...customer, StatusCode: 'CANC' });
      expect(put.status).toBe(204);
    });
    const { url, text } = receiver.received[2] ?? {};
    expect(url).toBe('/hook?type=customerTransition');
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?><customerTransition id="\d+"><dateTransitioned>[-\d]+</,
    );
    expect(text).toMatch(
      /<previousStatus>Overdue1<\/previousStatus><newStatus>InActive1<\/newStatus><customer id="316">/,
    );
    expect(text).toContain('<extCustomerRef>JRICH</extCustomerRef>');
  });

  test('Orders, invoices and payments are told of, too.', async () => {
    const keep = (records: string, record: object) =>
      asked(gateway.adminUrl, 'POST', `/v1/${records}`, { customerId: 341, ...record });
    await telling(['newOrder', 'newInvoice', 'paymentSuccess'], 3, async () => {
      await keep('orders', { planId: 'GOLD', quantity: '1', startDate: '2026-04-01', reference: 'ORD7' });
      await keep('invoices', { amount: '10.50', date: '2026-03-01', dueDate: '2026-03-31', reference: 'INV7' });
      await keep('payments', { amount: '10.50', date: '2026-03-05', type: 'check', reference: 'PAY7' });
    });
    const told = receiver.received.map(({ url, text }) => `${url.split('=')[1]} ${/<([a-z]\w+) id=/i.exec(text)?.[1]}`);
    expect(told).toEqual(['newOrder subscriptionOrder', 'newInvoice invoice', 'paymentSuccess payment']);
    const customer = '<customer id="341"><extCustomerRef>cus1001</extCustomerRef></customer>';
    for (const { text } of receiver.received) expect(text).toContain(customer);
  });

  test('A payment is told of before the customer who is active again by it, and who owes nothing any more.', async () => {
    const keep = async (records: string, record: object): Promise<number> => {
      const made = await asked(gateway.adminUrl, 'POST', `/v1/${records}`, record);
      expect(made.status).toBe(201);
      return ((await made.json()) as { readonly id: number }).id;
    };
    const customerId = await keep('customers', { number: 'LATE1', name: 'Late', status: 'overdue2' });
    await keep('invoices', { customerId, amount: '10.50', date: '2026-03-01', dueDate: '2026-03-31' });
    await telling(['paymentSuccess', 'customerUpdated', 'customerTransition'], 3, () =>
      keep('payments', { customerId, amount: '10.50', date: '2026-04-05', type: 'check' }),
    );
    const told = receiver.received.map(({ url }) => url.split('=')[1]);
    expect(told).toEqual(['paymentSuccess', 'customerUpdated', 'customerTransition']);
    for (const { text } of receiver.received.slice(1)) {
      expect(text).toMatch(/<status>Active<.*<outstandingBalance>0.00<.*<lastPaymentAmount>10.50</);
    }
  });

  test('The figures show what waits.', async () => {
    answer = status(500);
    const made = await asked(gateway.adminUrl, 'POST', '/v1/callbacks', {
      url: receiver.url,
      events: ['customerUpdated'],
    });
    await vendor('POST', '/Billing/Customer/UpdateCustomer', { ID: 125, Description: 'told of' });
    const figures = await (await asked(gateway.adminUrl, 'GET', '/metrics')).text();
    expect(figures).toMatch(/^gateway_deliveries_waiting 1$/m);
    expect(figures).toMatch(/^gateway_deliveries_dead 0$/m);
    expect(figures).toMatch(/^gateway_deliveries_oldest_seconds \d/m);
    await asked(gateway.adminUrl, 'DELETE', made.headers.get('location') ?? '');
    expect(await (await asked(gateway.adminUrl, 'GET', '/metrics')).text()).toMatch(/^gateway_deliveries_waiting 0$/m);
  });

  test('The secret is nowhere in the database.', async () => {
    const made = await asked(gateway.adminUrl, 'POST', '/v1/callbacks', {
      url: receiver.url,
      events: ['newCustomer'],
      secret,
    });
    expect(made.status).toBe(201);
    if (kind === 'sqlite') {
      const folder = dirname(database.url.slice('sqlite:'.length));
      for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes(secret)).toBe(false);
    }
    await asked(gateway.adminUrl, 'DELETE', made.headers.get('location') ?? '');
  });
});
