import { Fault, type CoreFaultCode, type Problem } from '../../src/core/fault.js';
import type { FaultReply } from '../../src/dialect/contract.js';
import { answering, type StationFaultCode } from '../../src/dialect/fault-table.js';
import type { Reply } from '../../src/wire/reply.js';
import { cardSentences } from './bindings/autopay-sentences.js';
import { failed } from './bindings/replies.js';
import { statuses } from './lens/forms.js';

const longestEcho = 100;

/** What was sent, where it is short enough to be repeated. */
const echoed = (value: unknown): string =>
  (typeof value === 'string' && value.length <= longestEcho) || typeof value === 'number'
    ? ` with value [${value}]`
    : '';

const classes: ReadonlySet<string> = new Set(['paymentPlan', 'subscriptionOrder', 'addCustomerAndOrder', 'currency']);

/** The class of an element. */
function ownerOf(element: string): string {
  if (element === 'address' || element === 'billingAddress') return 'Address';
  if (element.endsWith('Contact')) return 'CustomerContact';
  const isClass = element.endsWith('PaymentMethod') || classes.has(element);
  return isClass ? element.charAt(0).toUpperCase() + element.slice(1) : 'Customer';
}

/** Where a property stands: `billingContact.address.city` is of the class Address. Logins may be refused by the core. */
function place(member: string): string {
  const way = member
    .replace(/^remaining$/, 'paymentPlan.remainingInstallments')
    .replace(/^plan\.@id$/, 'subscriptionOrder.plan')
    .replace(/^contacts\.(?:\w+)\.login$/, 'billingContact.username')
    .replaceAll('@', '')
    .split('.');
  const name = way.pop() ?? '';
  const of = way.at(-1);
  const owner = ownerOf(of ?? '');
  return `Property [${name}] of class [class ${owner}]`;
}

const lists: Readonly<Record<string, string>> = {
  status: Object.keys(statuses).join(', '),
  paymentTermsUnits: 'Days, Weeks, Months, Quarters, Years',
  isBusinessAccount: 'true, false',
  'paymentPlan.frequencyUnits': 'Days, Weeks, Months, Quarters, Years',
  actionName: 'suspend, activate',
  'customers.actionName': 'addCustomerAndOrder',
};

/** Grails' own messages (messages.properties of a new application). */
const sentences: Readonly<Record<string, (problem: Problem) => string>> = {
  blank: ({ member }) => `${place(member)} cannot be blank`,
  required: ({ member }) => `${place(member)} cannot be null`,
  maxLength: ({ member, limit }) => `${place(member)} exceeds the maximum size of [${limit}]`,
  minSize: ({ member, limit, value }) => `${place(member)}${echoed(value)} is less than the minimum size of [${limit}]`,
  max: ({ member, limit, value }) => `${place(member)}${echoed(value)} exceeds maximum value [${limit}]`,
  min: ({ member, limit, value }) => `${place(member)}${echoed(value)} is less than minimum value [${limit}]`,
  enum: ({ member, value }) =>
    `${place(member)}${echoed(value)} is not contained within the list [${lists[member] ?? ''}]`,
  matches: ({ member, limit, value }) =>
    `${place(member)}${echoed(value)} does not match the required pattern [${limit}]`,
  typeMismatch: ({ member, limit }) => `Property ${member} must be a valid ${limit}`,
  root: ({ member }) => `The XML has no root element ${member}`,
  range: ({ member, limit }) => `${place(member)} does not fall within the valid range from [${limit}]`,
  ...cardSentences,
  maximum: ({ member, limit }) => `${place(member)} exceeds maximum value [${limit}]`,
  format: ({ value }) => `The format [${String(value)}] is not supported: xml is`,
};

const sentence = (problem: Problem): string =>
  sentences[problem.rule]?.(problem) ?? `${place(problem.member)} does not pass validation`;

const invalid = ({ details: { problems = [] } }: Fault): Reply =>
  problems.length === 0 ? failed(400, 'The request is not valid') : failed(400, ...problems.map(sentence));

/** What XML refuses, in words for people; line and position where they are known. */
const malformations: Readonly<Record<string, string>> = {
  empty: 'The request has no XML',
  doctype: 'A document type is not allowed',
  depth: 'The XML is nested too deeply',
  size: 'The XML has too many elements or attributes',
  name: 'The XML has a name that is not allowed',
  encoding: 'The request is not in its character set',
  character: 'The request has a character that XML does not allow',
};

function malformed({ details: { reason, line, position } }: Fault): Reply {
  const what = malformations[String(reason)] ?? 'The XML is not well-formed';
  const where = typeof line === 'number' && typeof position === 'number' ? ` (line ${line}, column ${position})` : '';
  return failed(400, what + where);
}

function unknownCustomer({ details }: Fault): Reply {
  const { key, id = key, reference } = details as { readonly [name: string]: string | number | undefined };
  if (typeof reference === 'string') return failed(404, `Customer not found with extCustomerRef ${reference}`);
  return failed(404, id === undefined ? 'Customer not found' : `Customer not found with id ${String(id)}`);
}

const unique =
  (property: string, owner = 'Customer') =>
  (value: unknown): Reply =>
    failed(400, `Property [${property}] of class [class ${owner}]${echoed(value)} must be unique`);

const challenge = ['WWW-Authenticate', 'Basic realm="BluBilling"'];

const unauthorized: Reply = { ...failed(401, 'Authentication is required'), headers: challenge };

const framework: Readonly<Record<StationFaultCode, FaultReply>> = {
  'path-unknown': () => failed(404, 'The requested resource does not exist'),
  'method-not-allowed': (_fault, { method, allow }) => ({
    ...failed(405, `The method ${method} is not allowed here`),
    headers: ['Allow', allow.join(', ')],
  }),
  'media-type-missing': () => failed(415, 'The request has no content type'),
  'media-type-unsupported': () => failed(415, 'The character set of the request is not supported'),
  malformed,
  'too-large': () => failed(413, 'The request is too large'),
  internal: () => failed(500, 'Internal server error'),
  unavailable: () => failed(503, 'The service is not available'),
  unauthenticated: () => unauthorized,
  'login-limited': ({ details }) => ({
    ...unauthorized,
    headers: [...challenge, 'Retry-After', String(Number(details['retryAfter']))],
  }),
};

/** Refusals that calls of this dialect cannot meet; whatever else may be wrong in a request is its sender's to mend. */
const elsewhere = (): Reply => failed(400, 'The request is not valid');

const core: Readonly<Record<CoreFaultCode, FaultReply>> = {
  invalid,
  'customer-unknown': unknownCustomer,
  'customer-out-of-reach': unknownCustomer,
  'contact-unknown': ({ details: { key } }) => failed(404, `CustomerContact not found: the customer has no ${key}`),
  'contact-exists': ({ details: { key } }) => failed(400, `The customer has a ${key} already`),
  'customer-has-transactions': () =>
    failed(400, 'The customer has orders, invoices or payments and cannot be deleted; it can be made InActive3'),
  'reference-taken': ({ details }) => unique('extCustomerRef')(details['externalReference']),
  'login-taken': ({ details: { key } }) => unique('username', 'CustomerContact')(key),
  'structure-unknown': elsewhere,
  'user-unknown': elsewhere,
  'number-taken': elsewhere,
  'account-number-taken': elsewhere,
  'source-taken': elsewhere,
  'service-number-taken': elsewhere,
  'source-incomplete': elsewhere,
  'id-taken': elsewhere,
  'reference-missing': elsewhere,
  'in-use': elsewhere,
  'structure-linked': elsewhere,
  'customer-not-removed': elsewhere,
  'customer-on-line-card': elsewhere,
  'record-unknown': elsewhere,
  'code-taken': elsewhere,
  'code-unknown': elsewhere,
  'bill-not-primary': elsewhere,
  'plan-active': () => failed(400, 'The customer has a payment plan that is enabled already'),
  'secrets-unavailable': () => failed(400, 'Payment methods cannot be kept here: the gateway has no encryption keys'),
  'payments-unavailable': () => failed(400, 'The payment gateway is not available'),
  'payment-declined': ({ details: { reason } }) => failed(400, `The payment method was declined: ${String(reason)}`),
};

/** Every fault as BluBilling's one published form of an error, `<status>`. */
export const fault = answering({ ...framework, ...core });
