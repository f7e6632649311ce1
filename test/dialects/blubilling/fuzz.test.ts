import fc, { type Arbitrary } from 'fast-check';
import { blubilling } from '../../../dialects/blubilling/index.js';
import { fuzz } from '../../support/fuzzing.js';
import { content, document, element, oddText } from '../../support/xml-texts.js';

const words = fc.constantFrom(
  ...['Active', 'Suspended1', 'InActive3', 'Draft', 'true', 'True', 'no', '0', '1', '-1', '1e3', '9999', '2147483648'],
  ...['Days', 'Months', 'USD', 'XXX', '2016-11-01', '2016-02-30', '9999-12-31', '0000-01-01', '10000-01-01', '199.00'],
  ...['199.001', '99999999999999999999.99', '-5', '.5', 'cus1001', 'CUS1001', 'ann', 'newInvoice', 'INV1001', '341'],
  ...[
    '4111111111111111',
    '4111 1111 1111 1112',
    'Visa',
    '123',
    '2030-12-31',
    '123456789',
    'tok-approved',
    'Sachxwe001',
  ],
  ...['x'.repeat(255), 'x'.repeat(256), '1'.repeat(400), ' '.repeat(300), '', ' ', 'joseph01', 'Bill'],
);
const value = content(fc.oneof({ weight: 2, arbitrary: words }, oddText));

/** What some elements like to hold; any text does for the others. */
const liked: Readonly<Record<string, readonly string[]>> = {
  status: ['Active', 'Draft', 'InActive3'],
  isBusinessAccount: ['true', 'false'],
  paymentTermsValue: ['30', '9999'],
  paymentTermsUnits: ['Days', 'Months'],
  ...{ username: ['joseph01', 'another1'], passwd: ['Sachxwe001'] },
  ...{ chargeAmount: ['199.00'], startDate: ['2016-11-01'], nextPaymentDate: ['2016-12-01'], quantity: ['2.5'] },
  ...{ totalNumberOfInstallments: ['4', '6'], remainingInstallments: ['3'], frequencyValue: ['1'] },
  ...{ frequencyUnits: ['Months', 'Weeks'], isEnabled: ['true', 'false'], chargeOnlyIfBalanceOwed: ['false'] },
  ...{
    autopayPreference: ['1', '2', '3'],
    cardNumber: ['4111111111111111'],
    expiry: ['2030-12-31'],
    cardType: ['Visa'],
  },
  ...{ cvv: ['123'], routingNumber: ['123456789'], accountNumber: ['000123456789'], accountType: ['Checking'] },
  ...{ eventType: ['newInvoice', 'newOrder', 'paymentReceived'], objectRef: ['INV1001'], customerRef: ['cus1001'] },
};

/** Some elements of these names, in any order, twice now and then. */
const some = (most: number, ...elements: readonly Arbitrary<string>[]): Arbitrary<string> =>
  fc.array(fc.oneof(...elements), { maxLength: most }).map((all) => all.join(''));
const held = (name: string) =>
  element(name, fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...(liked[name] ?? ['Any', ''])) }, value));
const texts = (...names: readonly string[]): readonly Arbitrary<string>[] => names.map(held);

const address = element('address', some(3, ...texts('street1', 'city', 'state', 'zip', 'country', 'countryCode')));
const inContact = some(
  4,
  address,
  ...texts('username', 'passwd', 'firstName', 'lastName', 'emailPrimary', 'workPhone'),
);
const billingContact = element('billingContact', inContact);
const salesContact = element('salesContact', inContact);
const named = fc.constantFrom('', '<name>Acme</name><billingContact><firstName>A</firstName></billingContact>');
const ofCustomer = ['name', 'status', 'extCustomerRef', 'crmCustomerId', 'locale', 'isBusinessAccount', 'lastUpdated'];
const customer = element(
  'customer',
  fc
    .tuple(
      named,
      some(
        5,
        ...texts(...ofCustomer, 'paymentTermsValue', 'paymentTermsUnits', 'currency', 'customerFinancials'),
        ...[billingContact, salesContact],
        fc.constantFrom('<currency id="USD"/>', '<currency id="x"/>', '<currency id=""/>'),
      ),
    )
    .map(([least, more]) => least + more),
);
const planMembers = ['chargeAmount', 'startDate', 'totalNumberOfInstallments', 'frequencyValue', 'frequencyUnits'];
const wholePlan =
  '<chargeAmount>199.00</chargeAmount><startDate>2016-11-01</startDate><totalNumberOfInstallments>4</totalNumberOfInstallments>' +
  '<frequencyValue>1</frequencyValue><frequencyUnits>Months</frequencyUnits>';
const paymentPlan = element(
  'paymentPlan',
  fc
    .tuple(
      fc.constantFrom('', wholePlan),
      some(
        4,
        ...texts(...planMembers, 'nextPaymentDate', 'remainingInstallments', 'isEnabled', 'chargeOnlyIfBalanceOwed'),
      ),
    )
    .map(([least, more]) => least + more),
);
const method = (tag: string, ...names: readonly string[]) => {
  const all = ['autopayPreference', ...names].map(held);
  return element(
    tag,
    fc.oneof(
      fc.tuple(...all).map((each) => each.join('')),
      some(5, ...all),
    ),
  );
};
const card = ['cardNumber', 'expiry', 'cardType', 'cardholderName', 'cvv', 'billingAddress'];
const account = ['bankName', 'routingNumber', 'accountNumber', 'accountType', 'accountHolderName'];
const anyMethod = fc.oneof(
  ...[method('creditCardPaymentMethod', ...card), method('achPaymentMethod', ...account)],
  ...[method('tokenPaymentMethod', 'token'), method('checkPaymentMethod'), method('cashPaymentMethod')],
);
const autopay = element(
  'autopay',
  element('paymentMethodDTO', fc.oneof({ weight: 3, arbitrary: anyMethod }, some(2, anyMethod))),
);
const order = element(
  'subscriptionOrder',
  some(4, ...texts('plan', 'quantity', 'startDate'), fc.constant('<plan id="GOLD"/>')),
);
const wholeOrder =
  '<subscriptionOrder><plan id="G"/><quantity>1</quantity><startDate>2016-11-01</startDate></subscriptionOrder>';
const orders = element('subscriptionOrders', some(3, order, fc.constant(wholeOrder)));
const addBoth = element(
  'addCustomerAndOrder',
  fc.tuple(customer, orders).map((both) => both.join('')),
);
const sendEmail = element(
  'sendEmail',
  some(
    5,
    ...texts('eventType', 'objectId', 'objectRef', 'customerId', 'customerRef'),
    fc.constant('<eventType>newInvoice</eventType>'),
  ),
);
const root = fc.oneof(
  ...[customer, billingContact, salesContact, paymentPlan, autopay, addBoth, sendEmail, element('a', value)],
);

const id = fc.constantFrom(
  ...['341', '316', '1', '0', '-1', 'abc', '2147483648', '99', '%00', '%E0%80', '..', '%2F', '1%20'],
);
const parameter = fc.tuple(
  fc.constantFrom(
    ...[
      'format',
      'extCustomerRef',
      'id',
      'actionName',
      'validate',
      'search',
      'status',
      'offset',
      'max',
      'startDate',
      ' format',
    ],
    ...['endDate', 'daysAgo', 'createStartTime', 'createEndTime', 'updateStartTime', 'updateEndTime', '__proto__', ''],
  ),
  fc.oneof(
    fc.constantFrom(
      'xml',
      'json',
      'cus1001',
      '341',
      'suspend',
      'activate',
      'true',
      'Active',
      '0',
      '5',
      '999999999999999',
    ),
    fc.constantFrom(
      '201601010000',
      '209901010000',
      '201613450000',
      '2016-11-01',
      '999999',
      'a',
      '-1',
      '%00',
      '%zz',
      '1.5',
    ),
    oddText,
  ),
);
const query = fc.array(parameter, { maxLength: 3 }).map((all) => all.map((pair) => pair.join('=')).join('&'));

type Call = readonly [method: string, path: Arbitrary<string>, body: Arbitrary<string>];
const below = (suffix: string): Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(`/rest/customer/341${suffix}`) },
    fc.constant(`/rest/customer${suffix}`),
    id.map((one) => `/rest/customer/${one}${suffix}`),
  );
const at = fc.constant;
const plans = fc.oneof(
  at('/rest/customers/341/paymentPlan'),
  at('/rest/customers/paymentPlan'),
  id.map((one) => `/rest/customers/${one}/paymentPlan`),
);
/** The calls of the document, each with the body it wants. */
const calls: readonly Call[] = [
  ...['GET', 'DELETE', 'POST'].map((verb): Call => [verb, below(''), at('')]),
  ['PUT', below(''), customer],
  ['GET', at('/rest/customers'), at('')],
  ['POST', at('/rest/customers'), customer],
  ['POST', at('/rest/customers?actionName=addCustomerAndOrder&'), addBoth],
  ...['GET', 'PUT'].map((verb): Call => [verb, below('/billingContact'), billingContact]),
  ...['GET', 'PUT', 'POST'].map((verb): Call => [verb, below('/salesContact'), salesContact]),
  ...['GET', 'PUT', 'PUT'].map((verb): Call => [verb, below('/autopay'), autopay]),
  ...['GET', 'POST', 'PUT', 'DELETE'].map((verb): Call => [verb, plans, paymentPlan]),
  ['GET', at('/rest/customers/transitions'), at('')],
  ['POST', at('/rest/customers/notification'), sendEmail],
];
const asDocumented = fc.oneof(...calls.map(([verb, path, body]) => fc.tuple(at(verb), path, document(body))));
const wild = fc.tuple(
  fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH'),
  fc.oneof(
    ...calls.map(([, path]) => path),
    fc.array(id, { maxLength: 4 }).map((all) => `/rest/${all.join('/')}`),
  ),
  document(root),
);
const type = fc.constantFrom(
  'text/xml',
  'text/xml',
  'application/json',
  'text/xml; charset=utf-16',
  'text/xml;charset=x',
  '',
);
const request = fc.record({
  call: fc.oneof({ weight: 6, arbitrary: asDocumented }, { weight: 1, arbitrary: wild }),
  query: fc.oneof(at(''), query),
  type: fc.oneof({ weight: 9, arbitrary: at('text/xml') }, type),
});

const put = (body: string) => ({ method: 'PUT', target: '/rest/customer/341', body });

fuzz({
  modules: [blubilling],
  flags: { timeZone: 'UTC' },
  requests: request.map(({ call: [method, path, body], query, type }) => ({
    ...{ method, target: path.includes('?') ? path + query : `${path}?${query}` },
    headers: { 'Content-Type': type },
    body,
  })),
  plain: [
    [200, { method: 'GET', target: '/rest/customer/341' }],
    [200, put('<customer><name>Bill</name></customer>')],
    [
      201,
      {
        method: 'POST',
        target: '/rest/customer/316/salesContact',
        body: '<salesContact><firstName>A</firstName></salesContact>',
      },
    ],
    [400, put('<customer><status>Gone</status></customer>')],
    [400, put('<!DOCTYPE a><customer/>')],
    [404, { method: 'GET', target: '/rest/customer/99' }],
    [405, { method: 'DELETE', target: '/rest/customers' }],
    [415, { ...put('<customer/>'), headers: { 'Content-Type': 'text/xml;charset=x' } }],
  ],
});
