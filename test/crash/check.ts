import type { Customer } from '../../src/core/customers/model.js';
import { applied, same, type Patch } from '../../src/core/patch.js';
import { customerArguments } from '../../src/store/customer-row.js';
import type { Contents, Row } from './contents.js';
import { storedOf, tokenIn, type Attempt, type Ledger } from './ledger.js';
import { searchFaults } from './searched.js';

/** What is wrong with a database: acknowledged writes that are not there, and changes that are there by half. */
export interface Findings {
  readonly lost: readonly string[];
  readonly torn: readonly string[];
}

/** An event beside the write that it must have come from. */
interface Told {
  readonly event: Row;
  readonly patch: Patch;
  readonly attempt: Attempt | undefined;
}

function toldBy(event: Row, ledger: Ledger): Told {
  const kept = JSON.parse(String(event['patch'])) as readonly (readonly [string, Patch[number][1] | null])[];
  const patch = kept.map(([path, value]) => [path, value ?? undefined] as const);
  const [, description] = patch.find(([path]) => path === 'description') ?? [];
  const token = typeof description === 'string' ? tokenIn(description) : '';
  return { event, patch, attempt: ledger.attempts.get(token) };
}

/** Whether an event says all of what its write asked for, of the customer it was asked for. */
function eventFault({ event, patch, attempt }: Told): string | undefined {
  if (!attempt) return 'comes from no write';
  const operation = attempt.kind === 'add' ? 'customer.create' : 'customer.update';
  if (event['operation'] !== operation || event['subject'] !== 'customers') return `is no ${operation}`;
  if (attempt.id !== undefined && attempt.id !== event['subject_id']) return 'names another customer';
  const first =
    attempt.kind === 'add'
      ? { number: attempt.number, type: 'business', status: 'active', createdAt: event['at'] as string }
      : {};
  const wanted = Object.entries({ ...storedOf(attempt.token), ...first });
  return same(applied({}, patch), applied({}, wanted)) ? undefined : `says ${JSON.stringify(patch)}`;
}

/** Whether a write comes before one that had been acknowledged before it was sent. */
function orderFault(history: readonly Told[]): string | undefined {
  let latest = 0;
  for (const { attempt } of history) {
    if (!attempt) continue;
    if ((attempt.ackedAt ?? Infinity) < latest) return `${attempt.token} was overtaken`;
    latest = Math.max(latest, attempt.sentAt);
  }
  return undefined;
}

/** The customer that its events make, one after the other. */
function retold(history: readonly Told[]): object {
  const made = history.reduce<object>((customer, { patch }) => applied(customer, patch), {});
  return history.length > 1 ? { ...made, updatedAt: history.at(-1)?.event['at'] } : made;
}

/** Whether a row is the sum of its events, with every column that is taken from its document. */
function rowFault(row: Row, history: readonly Told[]): string | undefined {
  if (row['version'] !== history.length) return `has version ${String(row['version'])}, ${history.length} events`;
  const stored = JSON.parse(String(row['doc'])) as Customer;
  if (!same(stored, retold(history))) return `is not what its events make: ${JSON.stringify(stored)}`;
  const { doc: _doc, ...columns } = customerArguments({ ...stored, id: Number(row['id']), version: history.length });
  const wrong = Object.entries(columns).find(([name, value]) => (row[name] ?? null) !== (value ?? null));
  return wrong && `has ${wrong[0]} ${String(row[wrong[0]])}`;
}

function grouped(told: readonly Told[]): ReadonlyMap<unknown, readonly Told[]> {
  const groups = new Map<unknown, Told[]>();
  for (const one of told) {
    const id = one.event['subject_id'];
    const group = groups.get(id);
    if (group) group.push(one);
    else groups.set(id, [one]);
  }
  return groups;
}

/** Every write leaves one event at most. */
function twice(told: readonly Told[]): readonly string[] {
  const times = new Map<string, number>();
  for (const { attempt } of told) if (attempt) times.set(attempt.token, (times.get(attempt.token) ?? 0) + 1);
  return [...times].filter(([, count]) => count > 1).map(([token, count]) => `${token} has ${count} events`);
}

/** Holds what a database has against everything that was asked for and acknowledged. */
export function check(contents: Contents, ledger: Ledger): Findings {
  const { customers, events, damage } = contents;
  const told = events.map((event) => toldBy(event, ledger));
  const histories = grouped(told);
  const rows = new Set(customers.map((row) => row['id']));
  const kept = new Set(told.map(({ attempt }) => attempt));
  const asked = [...ledger.attempts.values()];
  const explained = (what: string, fault: string | undefined) => (fault === undefined ? [] : [`${what} ${fault}`]);
  return {
    lost: asked
      .filter((attempt) => attempt.ackedAt !== undefined && !(kept.has(attempt) && rows.has(attempt.id)))
      .map(({ kind, token, id }) => `${kind} ${token} of customer ${id}`),
    torn: [
      ...damage,
      ...searchFaults(contents),
      ...twice(told),
      ...told.flatMap((one) => explained(`event ${String(one.event['id'])}`, eventFault(one))),
      ...[...histories].flatMap(([id, history]) => [
        ...explained(`customer ${String(id)}`, rows.has(id) ? undefined : 'has events and no row'),
        ...explained(`customer ${String(id)}`, orderFault(history)),
      ]),
      ...customers.flatMap((row) => {
        return explained(`customer ${String(row['id'])}`, rowFault(row, histories.get(row['id']) ?? []));
      }),
    ],
  };
}
