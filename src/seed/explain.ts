import type { Fault, Problem } from '../core/fault.js';

const mostShown = 3;

const rules: Readonly<Record<string, (problem: Problem) => string>> = {
  required: () => 'is missing',
  additionalProperties: () => 'is not a member of this kind',
  type: ({ limit }) => `must be of type ${limit}`,
  const: ({ limit }) => `must be ${limit}`,
  enum: () => 'is not one of the words allowed',
  exists: ({ value }) => `refers to ${String(value)}, which does not exist`,
  maxLength: ({ limit }) => `is longer than ${limit} characters`,
  minLength: () => 'is empty',
  minimum: ({ limit }) => `is less than ${limit}`,
  maximum: ({ limit }) => `is more than ${limit}`,
  format: ({ limit }) => `is not a ${limit}`,
  ascending: () => 'must begin later, and be a worse status, than the one before',
  positive: () => 'must be more than 0',
  own: () => "refers to what is another customer's",
  pattern: () => 'is not in the form required',
};

const codes: Readonly<Record<string, string>> = {
  'source-incomplete': 'source must have both table and id, or be left out',
  'number-taken': 'another customer has this number',
  'account-number-taken': 'another customer has this account number',
  'reference-taken': 'another record has this reference',
  'source-taken': 'another customer has this source',
  'service-number-taken': 'another connected service has this phone number',
  'login-taken': 'the contact of another customer has this login',
  'id-taken': 'another record has this id',
  'code-taken': 'another record has this code',
  'plan-active': 'the customer has another payment plan that is enabled',
  'in-use': 'other records refer to this one',
  'record-unknown': 'no record has this id',
  'customer-unknown': 'no customer has this id',
  unavailable: 'the database does not answer now',
  'secrets-unavailable': 'secrets are kept and read only where GATEWAY_ENCRYPTION_KEYS names keys',
  'payments-unavailable': 'the payment gateway does not answer',
};

const reasons: Readonly<Record<string, string>> = {
  character: 'it holds a character that cannot be stored',
  name: 'it has a member whose name is not allowed',
  depth: 'it is nested too deeply',
};

function sentence(problem: Problem): string {
  const broken = rules[problem.rule]?.(problem) ?? `breaks the rule ${problem.rule}`;
  return `${problem.member || 'it'} ${broken}`;
}

/** What a fault of the records says to a person, in part of a sentence on one line. */
export function explain({ code, details }: Fault): string {
  const problems = details.problems ?? [];
  if (problems.length > 0) {
    const more = problems.length > mostShown ? [`and ${problems.length - mostShown} more`] : [];
    return [...problems.slice(0, mostShown).map(sentence), ...more].join('; ');
  }
  if (code === 'malformed') return reasons[String(details.reason)] ?? 'it is not valid JSON';
  return codes[code] ?? code;
}
