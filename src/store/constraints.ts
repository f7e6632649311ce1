import { Fault, type CoreFaultCode } from '../core/fault.js';

/** Each constraint two writers can race on: its name, the columns SQLite names instead, and the fault it stands for. */
const constraints: readonly (readonly [name: string, columns: string, code: CoreFaultCode])[] = [
  ['customers_number', 'customers.number_key', 'number-taken'],
  ['customers_reference', 'customers.reference_key', 'reference-taken'],
  ['customers_source', 'customers.source_table_key, customers.source_id', 'source-taken'],
  ['services_phone', 'services.phone_key', 'service-number-taken'],
  ['accounts_name', 'accounts.dialect, accounts.name', 'id-taken'],
];

const unique = 'UNIQUE constraint failed: ';

/** A database's refusal as the fault it stands for; anything else stays what it was. */
export function asFault(error: unknown): unknown {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code !== 'string' || typeof message !== 'string') return error;
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return new Fault('in-use');
  if (code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_ROWID') return new Fault('id-taken');
  if (code !== 'SQLITE_CONSTRAINT_UNIQUE') return error;
  const columns = message.slice(unique.length);
  const known = constraints.find(([, named]) => named === columns);
  return known ? new Fault(known[2]) : error;
}
