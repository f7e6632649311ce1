import { coreFaultCodes, type CoreFaultCode } from '../../../src/core/fault.js';
import type { FaultCode, FaultReply } from '../../../src/dialect/contract.js';
import { failed } from './replies.js';

/** What .NET says where a value that is needed is missing, or cannot be used: the document's own "Parameter Error". */
export const noObject = 'Object reference not set to an instance of an object.';

/** What Entity Framework says where the database refuses a row. */
export const notUpdated = 'An error occurred while updating the entries. See the inner exception for details.';

export const unknownCustomer = 'Customer does not exists.';

const parameters: readonly FaultCode[] = ['invalid', 'malformed'];
const unknown: readonly FaultCode[] = ['customer-unknown', 'customer-out-of-reach'];

const textOf = (code: FaultCode): string => {
  if (parameters.includes(code)) return noObject;
  return unknown.includes(code) ? unknownCustomer : notUpdated;
};

/** What an action answers where it fails, after words of its own. */
export function refusals(words: string): Readonly<Record<CoreFaultCode | 'malformed', FaultReply>> {
  const codes = [...coreFaultCodes, 'malformed'] as const;
  const entries = codes.map((code): [string, FaultReply] => [code, () => failed(words + textOf(code))]);
  return Object.fromEntries(entries) as Record<(typeof codes)[number], FaultReply>;
}
