import type { CoreFaultCode } from '../core/fault.js';
import type { FaultCode, FaultReply } from './contract.js';

/** What goes wrong at the stations around an operation. */
export type StationFaultCode = Exclude<FaultCode, CoreFaultCode>;

/** A reply to every fault there is; the compiler sees that none is missing. */
export type FaultTable = Readonly<Record<FaultCode, FaultReply>>;

/** Answers each fault as its table says, and what is in no table as a failure of the gateway's own. */
export const answering =
  (table: FaultTable): FaultReply =>
  (fault, call) =>
    (table[fault.code as FaultCode] ?? table.internal)(fault, call);
