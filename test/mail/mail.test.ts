import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dialects } from '../../dialects/index.js';
import type { Mail } from '../../src/core/mail/model.js';
import { openSandbox, type Sandbox } from '../../src/sandbox.js';
import { databaseNames, databases, type TestDatabase } from '../support/databases.js';
import { freshFolder } from '../support/folders.js';
import { openSink, type Sink } from './sink.js';

let database: TestDatabase;
let gateway: Sandbox;
let sink: Sink | undefined;

type Settings = NonNullable<Parameters<typeof openSandbox>[2]>;

async function open(kind: keyof typeof databases, settings: Settings = {}): Promise<void> {
  database = await databases[kind]();
  gateway = await openSandbox(dialects, undefined, { database: database.url, ...settings });
}

afterEach(async () => {
  await sink?.close();
  sink = undefined;
  await gateway.close();
  await database.drop();
});

const email = (members: Readonly<Record<string, string>>): string =>
  `<sendEmail>${Object.entries(members)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</sendEmail>`;

/** The document's sample, its objectId closed. */
const sample = {
  eventType: 'newInvoice',
  objectId: '',
  objectRef: 'INV1001',
  customerRef: 'CUS1001',
  customerId: 'CUS1001',
};

async function notify(body: string): Promise<readonly [success: string | undefined, message: string | undefined]> {
  const path = new URL('/rest/customers/notification', gateway.url);
  const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'text/xml' }, body });
  const text = await response.text();
  const [, success, message] =
    /<response><success>(.*)<\/success><message>(.*)<\/message><\/response>$/.exec(text) ?? [];
  return [success, message];
}

async function admin<T>(path: string, init: RequestInit = {}): Promise<T> {
  const headers = { 'Content-Type': 'application/json' };
  return (await (await fetch(new URL(path, gateway.adminUrl), { headers, ...init })).json()) as T;
}

const mails = async (): Promise<readonly Mail[]> =>
  (await admin<{ readonly items: readonly Mail[] }>('/v1/mail')).items;

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !(await holds());) {
    if (Date.now() > end) throw new Error('it never happened');
    await sleep(50);
  }
}

describe.each(databaseNames)('on %s', (kind) => {
  test('without a mail server a message is kept to be read, and names the reference of what it is about', async () => {
    await open(kind);
    expect(await notify(email(sample))).toEqual(['true', 'Mail Send successfully']);
    expect(await mails()).toMatchObject([
      {
        ...{ id: 1, customerId: 341, type: 'new-invoice', state: 'kept', attempts: 0, to: 'Bill@bmontgomery.com' },
        subject: 'Your invoice INV1001',
        text: expect.stringContaining('invoice INV1001') as string,
        html: expect.stringContaining('<strong>INV1001</strong>') as string,
      },
    ]);
    expect(await admin('/v1/mail/1')).toMatchObject({ subject: 'Your invoice INV1001' });
    expect(await admin('/v1/mail?state=sent')).toEqual({ items: [], next: null });
  });

  test('every bad variant is answered with success false, and nothing is written', async () => {
    await open(kind);
    const variants: readonly (readonly [string, string])[] = [
      ['eventType is mandatory', email({ ...sample, eventType: '' })],
      ['eventType must be one of newInvoice, newOrder, paymentReceived', email({ ...sample, eventType: 'NewInvoice' })],
      ['Either objectId or objectRef must be present with a valid value', email({ ...sample, objectRef: ' ' })],
      ['objectId or objectRef is not valid', email({ ...sample, objectRef: 'INV9999' })],
      ['objectId or objectRef is not valid', email({ ...sample, objectId: '2' })],
      ['objectId is not valid', email({ ...sample, objectId: 'one' })],
      [
        'Either customerId or customerRef must be present with a valid value',
        email({ eventType: 'newInvoice', objectRef: 'INV1001' }),
      ],
      ['customerId or customerRef is not valid', email({ ...sample, customerId: 'CUS9999' })],
      ['customerId or customerRef is not valid', email({ ...sample, customerId: '316' })],
      ['The object does not belong to the customer', email({ ...sample, customerId: '316', customerRef: 'JRICH' })],
      ['The XML has no root element sendEmail', '<email/>'],
      ['The XML is not valid', '<sendEmail><objectId><objectId></sendEmail>'],
    ];
    for (const [message, body] of variants) expect([body, await notify(body)]).toEqual([body, ['false', message]]);
    expect(await mails()).toEqual([]);
  });

  test('a type that is switched off is refused, and the others are not', async () => {
    await open(kind);
    const off = { method: 'PUT', body: JSON.stringify({ 'new-invoice': false }) };
    const switches = { 'new-order': true, 'new-invoice': false, 'payment-received': true };
    expect(await admin('/v1/settings/mail', off)).toEqual(switches);
    expect(await admin('/v1/settings/mail')).toEqual(switches);
    expect(await notify(email(sample))).toEqual(['false', 'The notification type is not enabled']);
    expect(await notify(email({ eventType: 'newOrder', objectId: '1', customerId: '341' }))).toMatchObject([
      'true',
      {},
    ]);
  });

  test('a message reaches its reader by the mail server, which is asked again when it is busy', async () => {
    sink = await openSink({ user: 'gate@way', password: 'a secret' });
    await open(kind, { smtpUrl: sink.url, mailFrom: 'Billing <billing@example.test>' });
    sink.refuse(1);
    expect(await notify(email(sample))).toEqual(['true', 'Mail Send successfully']);
    await until(async () => (await mails())[0]?.state === 'sent');
    const { letters } = sink;
    expect(letters).toMatchObject([
      {
        ...{ subject: 'Your invoice INV1001', from: { name: 'Billing', address: 'billing@example.test' } },
        to: [{ address: 'Bill@bmontgomery.com' }],
        text: expect.stringContaining('INV1001 of 2016-10-01 over 796.00 is due on 2016-10-31') as string,
        html: expect.stringContaining('<strong>INV1001</strong>') as string,
      },
    ]);
    expect(await mails()).toMatchObject([{ state: 'sent', attempts: 1 }]);
    await admin('/v1/mail/1/send', { method: 'POST' });
    await until(() => letters.length === 2);
    expect(letters[1]?.messageId).toBe(letters[0]?.messageId);
  });
});

describe('what an operator can turn', () => {
  let folder: string;
  let server: Sink;

  beforeEach(async () => {
    folder = await freshFolder();
    sink = server = await openSink();
  });

  afterEach(async () => {});

  test('templates of the operator come before the built-in ones, and what they name is escaped in HTML only', async () => {
    await writeFile(join(folder, 'new-invoice.subject.liquid'), 'Rechnung {{ reference }} für {{ customer.name }}\n\n');
    await writeFile(join(folder, 'new-invoice.html.liquid'), '<p>{{ customer.name }}</p>');
    await open('sqlite', { smtpUrl: server.url, mailFrom: 'billing@example.test', mailTemplates: folder });
    const name = { method: 'POST', headers: { 'Content-Type': 'text/xml' } };
    const customer = '<customer><name>Fish &amp; <![CDATA[<Chips>]]></name></customer>';
    await fetch(new URL('/rest/customer/341', gateway.url), { ...name, method: 'PUT', body: customer });
    await notify(email(sample));
    await until(() => server.letters.length > 0);
    expect(server.letters[0]).toMatchObject({
      subject: 'Rechnung INV1001 für Fish & <Chips>',
      html: expect.stringContaining('<p>Fish &amp; &lt;Chips&gt;</p>') as string,
      text: expect.stringContaining('Dear Fish & <Chips>') as string,
    });
  });

  test('after so many tries in vain a message is given up, and can be sent again', async () => {
    server.refuse(2);
    await open('sqlite', { smtpUrl: server.url, mailFrom: 'billing@example.test', mailAttempts: 2 });
    await notify(email(sample));
    await until(async () => (await mails())[0]?.state === 'dead');
    expect(server.letters).toEqual([]);
    await admin('/v1/mail/1/send', { method: 'POST' });
    await until(async () => (await mails())[0]?.state === 'sent');
    expect(server.letters).toHaveLength(1);
  });
});
