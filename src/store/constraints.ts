import { Fault, type CoreFaultCode } from '../core/fault.js';

/** Each constraint two writers can race on: its name, the columns SQLite names instead, and the fault it stands for. */
const constraints: readonly (readonly [name: string, columns: string, code: CoreFaultCode])[] = [
  ['customers_number', 'customers.number_key', 'number-taken'],
  ['customers_account', 'customers.account_key', 'account-number-taken'],
  ['customers_reference', 'customers.reference_key', 'reference-taken'],
  ['customers_source', 'customers.source_table_key, customers.source_id', 'source-taken'],
  ['services_phone', 'services.phone_key', 'service-number-taken'],
  ['service_numbers_number', 'service_numbers.number_key', 'service-number-taken'],
  ['orders_reference', 'orders.reference_key', 'reference-taken'],
  ['invoices_reference', 'invoices.reference_key', 'reference-taken'],
  ['payments_reference', 'payments.reference_key', 'reference-taken'],
  ...[
    ...['customer_types', 'salespeople', 'payment_terms', 'branches'],
    ...['customer_groups', 'collection_statuses', 'customer_relations', 'master_accounts'],
  ].map((table) => [`${table}_code`, `${table}.code_key`, 'code-taken'] as const),
  ['charges_key', 'charges.charge_key', 'id-taken'],
  ['charges_pending', 'charges.customer_id', 'in-use'],
  ['payment_plans_active', 'payment_plans.customer_id', 'plan-active'],
  ['contact_logins_key', 'contact_logins.login_key', 'login-taken'],
  ['accounts_name', 'accounts.dialect, accounts.name', 'id-taken'],
  ['accounts_key', 'accounts.dialect, accounts.key_hash', 'id-taken'],
];

const unique = 'UNIQUE constraint failed: ';

interface Refusal {
  readonly code: string;
  readonly message: string;
  /** PostgreSQL's name of the constraint. */
  readonly constraint?: string;
}

/** What SQLite and PostgreSQL say when other rows refer to one that should go, or one to what is not there. */
const referred = new Set(['SQLITE_CONSTRAINT_FOREIGNKEY', '23503']);

const sameKey = new Set(['SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_ROWID']);

/**
 * What says that the database itself is in trouble, not the statement: busy, full, read-only or broken files; lost or
 * refused connections and logins, no resources, cancelled statements, a server that is going or coming, locks not to
 * be had.
 */
const trouble = new RegExp(
  '^(?:SQLITE_(?:BUSY|FULL|READONLY|IOERR|CANTOPEN|LOCKED|CORRUPT|NOTADB|PROTOCOL|NOMEM|PERM)' +
    '|08|28|3D|53|57|58|25006|25P03|55P03|XX00[12]' +
    '|E(?:CONN|PIPE|TIMEDOUT|AI_AGAIN|NOTFOUND|HOST|NET|NOENT|MFILE|NFILE))',
);

/** What pg says by itself, without a code. */
const lostConnection =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client (?:has encountered|was closed)/;

/** A connection that said this is of no more use: it is broken, the server ended it, or an answer may still come. */
const lostCode = /^(?:08|57P|25P03|E[A-Z])/;

function uniqueFault({ message, constraint }: Refusal): CoreFaultCode | undefined {
  if (constraint?.endsWith('_pkey')) return 'id-taken';
  const columns = message.slice(unique.length);
  return constraints.find(([name, named]) => (constraint === undefined ? named === columns : name === constraint))?.[2];
}

/** What the database said, out of the fault it was made into. */
const saidBy = (error: unknown): Partial<Refusal> => (error instanceof Fault && error.cause) || error || {};

/** The database cannot answer now; what it said is kept for the log, and is never told to a client. */
export function unavailable(cause: unknown): Fault {
  const { message, code } = saidBy(cause);
  return Object.assign(new Fault('unavailable', {}, message || code), { cause });
}

/** Whether the database failed, and not what was asked of it: then there is no use in asking for the next thing. */
export const isTrouble = (error: unknown): boolean => error instanceof Fault && error.code === 'unavailable';

/** Whether another process is writing to the file, so that asking again is worth it. */
export const isBusy = (error: unknown): boolean => saidBy(error).code?.startsWith('SQLITE_BUSY') ?? false;

/** Whether a connection cannot be used again after this; of trouble that nobody kept the cause of, that is not known. */
export function isLost(error: unknown): boolean {
  if (error instanceof Fault && error.code === 'unavailable' && error.cause === undefined) return true;
  const { message = '', code } = saidBy(error);
  return lostConnection.test(message) || (typeof code === 'string' && lostCode.test(code));
}

/** A database's refusal or trouble as the fault it stands for; anything else stays what it was. */
export function asFault(error: unknown): unknown {
  const { code, message } = error as Partial<Refusal>;
  if (error instanceof Fault || typeof message !== 'string') return error;
  if (lostConnection.test(message)) return unavailable(error);
  if (typeof code !== 'string') return error;
  if (referred.has(code)) return new Fault('in-use');
  if (sameKey.has(code)) return new Fault('id-taken');
  if (trouble.test(code)) return unavailable(error);
  const known = code === 'SQLITE_CONSTRAINT_UNIQUE' || code === '23505' ? uniqueFault(error as Refusal) : undefined;
  return known ? new Fault(known) : error;
}
