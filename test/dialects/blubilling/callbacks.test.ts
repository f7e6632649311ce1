import { blubilling } from '../../../dialects/blubilling/index.js';
import { noFinancials } from '../../../src/core/billing/model.js';
import { eventNames, type EventName, type Notice } from '../../../src/core/notify/model.js';
import { createZone } from '../../../src/wire/zone.js';

const at = '2016-11-02T03:30:00.000Z';

const { callbacks } = blubilling.create({
  settings: blubilling.settings,
  clock: { now: () => Date.parse(at) },
  zone: createZone('America/New_York'),
});

const customer = {
  ...{ id: 341, version: 1, externalReference: 'cus1001', name: 'Bill & Sons', createdAt: at },
  status: 'overdue1',
} as const;

const notice = (event: EventName, more: Partial<Notice> = {}): Notice => ({
  ...{ event, at, customer, financials: noFinancials },
  ...more,
});

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

const sent = (event: EventName, more?: object, url = 'https://receiver.example/hook') => {
  const message = callbacks?.message(notice(event, more), { url });
  if (!message) throw new Error('BluBilling tells of nothing');
  expect(message.headers).toEqual({ 'Content-Type': 'text/xml' });
  expect(message.body.startsWith(declaration)).toBe(true);
  return { url: message.url, body: message.body.slice(declaration.length) };
};

test.each([
  ['https://receiver.example/hook', 'https://receiver.example/hook?type=customerUpdated'],
  ['https://receiver.example/?key=a%20b', 'https://receiver.example/?key=a%20b&type=customerUpdated'],
])('The event stands behind the URL %s as it was registered.', (url, expected) => {
  expect(sent('customer-updated', {}, url).url).toBe(expected);
});

test('Every event has a name of its own.', () => {
  const names = eventNames.map((event) => callbacks?.events[event]);
  expect(new Set(names).size).toBe(eventNames.length);
  expect(names).not.toContain(undefined);
});

test('A change of status tells of both, of its day in the zone, and of the whole customer.', () => {
  const transition = { id: 7, customerId: 341, at, previousStatus: 'quote', newStatus: 'overdue1' } as const;
  const { body } = sent('customer-transition', { transition });
  expect(body).toMatch(
    /^<customerTransition id="7"><dateTransitioned>2016-11-01<\/dateTransitioned><previousStatus>Draft<\/previousStatus><newStatus>Overdue1<\/newStatus><customer id="341"><name>Bill &amp; Sons<\/name>.*<\/customerFinancials><\/customer><\/customerTransition>$/,
  );
});

const owner = '<customer id="341"><extCustomerRef>cus1001</extCustomerRef></customer>';

const plan = {
  ...{ id: 123, customerId: 341, amount: '199.00', startDate: '2016-11-01', nextDate: '2016-12-01' },
  ...{ installments: 4, remaining: 3, every: { value: 1, unit: 'months' }, onlyIfOwed: true, enabled: true },
};

test('A payment plan is told of as the document retrieves it.', () => {
  expect(sent('payment-plan-completed', { record: plan }).body).toBe(
    '<paymentPlan id="123"><chargeOnlyIfBalanceOwed>true</chargeOnlyIfBalanceOwed><chargeAmount>199.00</chargeAmount>' +
      '<startDate>2016-11-01</startDate><nextPaymentDate>2016-12-01</nextPaymentDate>' +
      '<totalNumberOfInstallments>4</totalNumberOfInstallments><remainingInstallments>3</remainingInstallments>' +
      '<frequencyValue>1</frequencyValue><frequencyUnits>Months</frequencyUnits><isEnabled>true</isEnabled></paymentPlan>',
  );
});

test.each([
  [
    'order-created',
    { id: 5, customerId: 341, reference: 'ORD5', planId: 'GOLD', quantity: '2.5', startDate: '2016-11-01' },
    `<subscriptionOrder id="5"><reference>ORD5</reference>${owner}<plan id="GOLD"/><quantity>2.5</quantity><startDate>2016-11-01</startDate></subscriptionOrder>`,
  ],
  [
    'invoice-created',
    { id: 6, customerId: 341, orderId: 5, amount: '10.50', date: '2016-11-01', dueDate: '2016-12-01' },
    `<invoice id="6"><reference/>${owner}<amount>10.50</amount><invoiceDate>2016-11-01</invoiceDate><dueDate>2016-12-01</dueDate><subscriptionOrder id="5"/></invoice>`,
  ],
  [
    'payment-succeeded',
    { id: 7, customerId: 341, invoiceId: 6, amount: '10.50', date: '2016-11-05', type: 'check' },
    `<payment id="7"><reference/>${owner}<success>true</success><amount>10.50</amount><paymentDate>2016-11-05</paymentDate><invoice id="6"/></payment>`,
  ],
  [
    'payment-failed',
    { id: 8, customerId: 341, key: 'secret-key', amount: '10.50', day: '2016-11-05', reason: 'expired', last: true },
    `<payment id="8"><reference/>${owner}<success>false</success><amount>10.50</amount><paymentDate>2016-11-05</paymentDate><message>expired</message></payment>`,
  ],
] as const)('It tells what %s is about, and whose it is.', (event, record, expected) => {
  expect(sent(event, { record }).body).toBe(expected);
});
