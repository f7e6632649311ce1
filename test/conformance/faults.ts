import { accessFaultCodes } from '../../src/access/faults.js';
import { coreFaultCodes, Fault, type FaultDetails } from '../../src/core/fault.js';
import type { FaultCode } from '../../src/dialect/contract.js';
import { wireFaultCodes } from '../../src/wire/faults.js';

/** Every code there is. */
const faultCodes: readonly FaultCode[] = [...coreFaultCodes, ...wireFaultCodes, ...accessFaultCodes];

const none: readonly FaultDetails[] = [{}];

const taken: readonly FaultDetails[] = [
  { number: 'SK1', externalReference: 'X-1', source: { table: 'Field Data', id: 7 } },
];

const problems: FaultDetails['problems'] = [
  { member: '', rule: 'type', value: 5, limit: 'object' },
  { member: 'Name', rule: 'type', value: { first: 'Jack' }, limit: 'string, null' },
  { member: 'Name', rule: 'required' },
  { member: 'Name', rule: 'maxLength', value: 5000, limit: 4000 },
  { member: 'number', rule: 'maxLength', limit: 255 },
  { member: 'UserID', rule: 'minimum', value: 0, limit: 1 },
  { member: 'Kind', rule: 'enum', value: null },
  { member: 'List[2].ID', rule: 'conversion', value: 'x' },
  { member: 'ID', rule: 'a rule nobody knows yet' },
];

/** Each code with the details that the code base gives it, in all their forms. */
const details: Readonly<Record<FaultCode, readonly FaultDetails[]>> = {
  'customer-unknown': [
    { key: 7, removed: false },
    { key: 7, removed: true },
  ],
  'structure-unknown': [{ key: 7 }, { ids: [7, 8] }],
  'user-unknown': [{ key: 7 }],
  invalid: [...problems.map((problem) => ({ problems: [problem] })), { problems }, { problems: [] }],
  'number-taken': taken,
  'account-number-taken': taken,
  'reference-taken': taken,
  'source-taken': taken,
  'service-number-taken': none,
  'source-incomplete': none,
  'id-taken': none,
  'reference-missing': [{ problems: [{ member: 'parentId', rule: 'exists', value: 7 }] }],
  'in-use': none,
  'structure-linked': [{ ids: [7] }],
  'customer-not-removed': [{ key: 7 }],
  'customer-on-line-card': [{ key: 7 }],
  'customer-has-transactions': [{ key: 7 }],
  'contact-unknown': [{ key: 'salesContact' }],
  'contact-exists': [{ key: 'salesContact' }],
  'login-taken': [{ key: 'bill0004' }],
  'record-unknown': [{ key: 7 }],
  'code-taken': none,
  'code-unknown': [{ problems: [{ member: 'TypeCode', rule: 'exists', value: 'COM' }] }],
  'bill-not-primary': [{ key: 7 }],
  'plan-active': none,
  'secrets-unavailable': [{ reason: 'no-keys' }, { reason: 'unreadable' }],
  'payments-unavailable': none,
  'payment-declined': [{ reason: 'insufficient-funds' }],
  'path-unknown': none,
  'method-not-allowed': none,
  'media-type-unsupported': [{ type: 'text/plain' }, { charset: 'utf-7' }],
  'media-type-missing': none,
  malformed: [
    { reason: 'syntax', line: 1, position: 5 },
    { reason: 'type', text: 'Error converting value 5.' },
    ...['encoding', 'aborted', 'character', 'name', 'depth'].map((reason) => ({ reason })),
  ],
  'too-large': [{ limit: 1024 }],
  internal: none,
  unavailable: none,
  unauthenticated: none,
  'login-limited': [{ retryAfter: 30 }],
  'customer-out-of-reach': [{ key: 7 }],
};

/** What a single operation gives besides. */
const special: Readonly<Record<string, readonly (readonly [code: FaultCode, details: FaultDetails])[]>> = {
  'customer.read': [
    ['customer-unknown', { id: 7 }],
    ['customer-unknown', { source: { table: 'Field Data', id: 7 } }],
    ['customer-unknown', { servicePhone: '804-123-4567' }],
  ],
};

/** Stands in a fault's message, which is for the log. */
export const forTheLog = 'select secret from customers';

/** Every fault in every form that can come of an operation, or of a request that reached none. */
export const faultsOf = (operation = ''): readonly Fault[] =>
  [
    ...faultCodes.flatMap((code) => details[code].map((given) => [code, given] as const)),
    ...(special[operation] ?? []),
  ].map(([code, given]) => new Fault(code, given, forTheLog));
