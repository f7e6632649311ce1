import { Fault, type CoreFaultCode, type Problem } from '../../src/core/fault.js';
import type { Call, FaultReply } from '../../src/dialect/contract.js';
import { answering, type StationFaultCode } from '../../src/dialect/fault-table.js';
import { basicRefusals, frameworkRefusals, whyNoAction } from '../../src/wire/aspnet/refusals.js';
import { badRequest, invalidModel, modelState, notFound } from '../../src/wire/aspnet/replies.js';
import { parameterMissing, requestInvalid, stringTooLong } from '../../src/wire/aspnet/texts.js';
import type { Reply } from '../../src/wire/reply.js';

/** Says something with a status: M4 publishes no error body, so this is the framework's, which ReactivateCustomer uses too. */
const says = (status: number, Message: string): Reply => ({ status, body: { Message } });

const listed = (ids: readonly number[] = []) => `[${ids.join(', ')}]`;

/** The document's business rules in words; it says "an appropriate error message" and prints none. */
const sentences: Readonly<Record<string, (problem: Problem) => string>> = {
  positive: () => 'ID must be greater than 0.',
  needed: ({ member }) => `${member} is required.`,
  'source-needed': () => 'SourceID and SourceTable are required.',
  'name-needed': () => 'At least one of Name, FirstName or LastName is required.',
  'name-characters': () => 'The following characters are not allowed in Name, FirstName or LastName: %_[]^',
  enum: () => 'CustomerType must be either B (Business) or R (Residential).',
  minimum: ({ member }) => `${member} must be greater than 0.`,
  maxLength: ({ member, limit }) => stringTooLong(member, Number(limit)),
};

function invalid({ details: { problems = [] } }: Fault, detail: boolean): Reply {
  const first = problems[0];
  if (first?.rule === 'path-integer') {
    const where = { name: 'ID', type: 'System.Int32', method: 'Customer GetCustomer(Int32)' };
    return badRequest(requestInvalid, parameterMissing({ ...where, controller: 'CustomerController' }), detail);
  }
  const sentence = first && sentences[first.rule];
  return first && sentence ? says(400, sentence(first)) : invalidModel(modelState('customer', problems, detail));
}

/** Nothing answers a path, of the form `Billing/{controller}/{action}`. */
function unknownPath({ path, url }: Call, actions: ReadonlySet<string>, detail: boolean): Reply {
  const names = path
    .replace(/^\/m4api\/api/i, '')
    .split('/')
    .slice(2);
  return notFound(url, whyNoAction(url, { name: 'Customer', actions }, names), detail);
}

interface Source {
  readonly table: string;
  readonly id: number;
}

const mustBeUnique = 'It must be unique among all customers.';

function unknownCustomer({ details }: Fault): Reply {
  if ('servicePhone' in details) {
    return says(404, `No customer was found with service phone number [${String(details['servicePhone'])}].`);
  }
  if ('source' in details) {
    const { table, id } = details['source'] as Source;
    return says(404, `No customer was found with SourceID [${id}] and SourceTable [${table}].`);
  }
  return says(404, `The customer with ID [${String(details.key ?? details['id'])}] does not exist.`);
}

/** What the framework itself answers. */
const framework = (actions: ReadonlySet<string>, detail: boolean): Record<StationFaultCode, FaultReply> => ({
  ...frameworkRefusals(() => 'Customer', detail),
  ...basicRefusals('M4'),
  'path-unknown': (_fault, call) => unknownPath(call, actions, detail),
  malformed: ({ details: { problems = [{ member: '', rule: 'malformed' }] } }) =>
    invalidModel(modelState('customer', problems, detail)),
});

/** What M4's own rules answer. */
const rules = (detail: boolean): Record<CoreFaultCode, FaultReply> => ({
  invalid: (fault) => invalid(fault, detail),
  'customer-unknown': unknownCustomer,
  'customer-out-of-reach': unknownCustomer,
  'structure-unknown': ({ details: { key, ids } }) =>
    key === undefined
      ? says(400, `The following structure IDs do not exist: ${listed(ids)}.`)
      : says(404, `The structure with ID [${key}] does not exist.`),
  'structure-linked': ({ details: { ids } }) =>
    says(400, `The following structure IDs are already linked to the customer: ${listed(ids)}.`),
  'user-unknown': ({ details: { key } }) => says(400, `UserID [${key}] does not exist.`),
  'source-incomplete': () => says(400, 'SourceID and SourceTable must both be specified or both be empty.'),
  'number-taken': ({ details }) =>
    says(400, `CustomerNumber [${String(details['number'])}] already exists. ${mustBeUnique}`),
  'source-taken': ({ details }) => {
    const { table, id } = details['source'] as Source;
    return says(400, `The combination of SourceID [${id}] and SourceTable [${table}] already exists. ${mustBeUnique}`);
  },
  'account-number-taken': () => says(400, `The customer's account number already exists. ${mustBeUnique}`),
  'reference-taken': () => says(400, `The customer's external reference already exists. ${mustBeUnique}`),
  'customer-not-removed': ({ details: { key } }) => says(400, `The customer with ID [${key}] is not deleted.`),
  'customer-on-line-card': () => says(400, 'The customer has services that are attached to line cards.'),
  'customer-has-transactions': () => says(400, 'The customer has orders, invoices or payments.'),
  'contact-unknown': () => says(404, requestInvalid),
  'contact-exists': () => says(400, requestInvalid),
  'login-taken': () => says(400, 'The login of a contact already exists.'),
  'service-number-taken': () => says(400, 'The service phone number already exists.'),
  'id-taken': () => says(400, 'The ID already exists.'),
  'reference-missing': () => says(400, requestInvalid),
  'in-use': () => says(400, requestInvalid),
  'code-taken': () => says(400, requestInvalid),
  'code-unknown': () => says(400, requestInvalid),
  'bill-not-primary': () => says(400, requestInvalid),
  'record-unknown': () => says(404, requestInvalid),
  'plan-active': () => says(400, requestInvalid),
  'secrets-unavailable': () => says(400, requestInvalid),
  'payments-unavailable': () => says(400, requestInvalid),
  'payment-declined': () => says(400, requestInvalid),
});

/** Every fault in M4's words. `actions` are the controller's, in lower case. */
export function createFaults(actions: ReadonlySet<string>, detail: boolean): FaultReply {
  return answering({ ...framework(actions, detail), ...rules(detail) });
}
