import type { CustomerKey } from '../../../src/core/customers/ports.js';
import type { Fault, Problem } from '../../../src/core/fault.js';
import type { MailType } from '../../../src/core/mail/model.js';
import { operation } from '../../../src/dialect/binding.js';
import type { Reply } from '../../../src/wire/reply.js';
import { loadSchema } from '../../../src/wire/schema.js';
import type { BluSendEmail, BluSendEmailBody } from '../wire/generated.js';
import { refuse } from './parameters.js';
import { shown } from './replies.js';

const schema = loadSchema<BluSendEmailBody>('blubilling/send-email.json');

/** "It will have one of the three values for now", "case sensitive and mandatory" (4.1.14). */
const types: Readonly<Record<string, MailType>> = {
  newInvoice: 'new-invoice',
  newOrder: 'new-order',
  paymentReceived: 'payment-received',
};

/** An answer of this call, refusals too: "success - will have either true or false" (4.1.14). */
const response = (success: boolean, message: string): Reply => shown('response', { success: String(success), message });

const highestId = 2 ** 31 - 1;

/** A number that can be an id. */
const idIn = (text: string): number | undefined =>
  /^\d{1,10}$/.test(text) && Number(text) <= highestId ? Number(text) : undefined;

const given = (email: BluSendEmail, member: keyof BluSendEmail): string | undefined =>
  email[member]?.trim() || undefined;

/** The sample sends a reference in `customerId`, so what is no number there is one; a number is an id. */
function customersIn(email: BluSendEmail): readonly CustomerKey[] {
  const [id, reference] = [given(email, 'customerId'), given(email, 'customerRef')];
  const number = id === undefined ? undefined : idIn(id);
  const first: readonly CustomerKey[] =
    id === undefined ? [] : [number === undefined ? { reference: id } : { id: number }];
  return [...first, ...(reference === undefined ? [] : [{ reference }])];
}

/** "objectId, objectRef - any one of the field should be present with a valid value." Faults: invalid. */
function objectIn(email: BluSendEmail): { readonly id?: number; readonly reference?: string } {
  const [id, reference] = [given(email, 'objectId'), given(email, 'objectRef')];
  if (id === undefined && reference === undefined) refuse('objectId', 'required');
  return {
    ...(id !== undefined && { id: idIn(id) ?? refuse('objectId', 'unknown') }),
    ...(reference !== undefined && { reference }),
  };
}

/** What is wrong, in words of ours: the document prints none. */
const sentences: Readonly<Record<string, (problem: Problem) => string>> = {
  'sendEmail root': () => 'The XML has no root element sendEmail',
  'eventType required': () => 'eventType is mandatory',
  'eventType enum': () => `eventType must be one of ${Object.keys(types).join(', ')}`,
  'objectId required': () => 'Either objectId or objectRef must be present with a valid value',
  'objectId unknown': () => 'objectId is not valid',
  'customer required': () => 'Either customerId or customerRef must be present with a valid value',
  'customer own': () => 'The object does not belong to the customer',
  'type switched-off': () => 'The notification type is not enabled',
  'email required': () => 'The customer has no email address',
};

const refused = ({ details: { problems: [problem] = [] } }: Fault): Reply =>
  response(false, (problem && sentences[`${problem.member} ${problem.rule}`]?.(problem)) ?? 'The request is not valid');

const unknownObject = (): Reply => response(false, 'objectId or objectRef is not valid');
const unknownCustomer = (): Reply => response(false, 'customerId or customerRef is not valid');
const unreadable = (): Reply => response(false, 'The XML is not valid');

/** Has a customer told of an order, an invoice or a payment by mail. */
export const notification = operation({
  op: 'customer.mail',
  schema,
  faults: {
    invalid: refused,
    malformed: unreadable,
    'record-unknown': unknownObject,
    'customer-unknown': unknownCustomer,
    'customer-out-of-reach': unknownCustomer,
  },
  read: (_call, { sendEmail }) => {
    const email = sendEmail ?? refuse('sendEmail', 'root');
    const word = given(email, 'eventType') ?? refuse('eventType', 'required');
    const type = Object.hasOwn(types, word) ? types[word] : undefined;
    const record = objectIn(email);
    return { type: type ?? refuse('eventType', 'enum'), record, customer: customersIn(email) };
  },
  // The document's own spelling.
  write: () => response(true, 'Mail Send successfully'),
});
