import { money } from '../billing/money.js';
import { begun, type NewPlan } from '../billing/plan.js';
import type { Context } from '../ports.js';
import type { KeptRecord, NewRecord } from './inputs.js';
import { amounts, instants, type CustomerRecord, type Kind } from './kinds.js';

type Loose = Readonly<Record<string, unknown>>;

const inMilliseconds = (instant: unknown): unknown =>
  typeof instant === 'string' ? new Date(instant).toISOString() : instant;

const ascending = (ids: readonly number[]): readonly number[] => [...new Set(ids)].sort((a, b) => a - b);

/** Amounts as they are kept, whatever places they came with. */
function rounded(kind: Kind, given: Loose): Loose {
  const members = amounts[kind]?.filter((member) => given[member] !== undefined) ?? [];
  return Object.fromEntries(members.map((member) => [member, money(given[member] as string)]));
}

/**
 * The record with what can be written in several ways written in one: instants with milliseconds, amounts with two
 * places, ids once, in order.
 */
function tidied<R extends NewRecord>(kind: Kind, record: R): R {
  const given = record as Loose;
  const times = instants[kind].filter((member) => given[member] !== undefined);
  const { structureIds, ...rest } = {
    ...given,
    ...Object.fromEntries(times.map((at) => [at, inMilliseconds(given[at])])),
    ...rounded(kind, given),
  };
  const links = Array.isArray(structureIds) && structureIds.length > 0 ? { structureIds: ascending(structureIds) } : {};
  return { ...rest, ...links } as unknown as R;
}

/**
 * A customer's status, number and creation, where the record leaves them open, from what is kept, else made up now; its
 * last change from what is kept.
 */
function filled<C extends Partial<CustomerRecord>>(record: C, { clock, ids }: Context, kept?: CustomerRecord): C {
  const updatedAt = record.updatedAt ?? kept?.updatedAt;
  return {
    ...record,
    status: record.status ?? kept?.status ?? 'active',
    createdAt: record.createdAt ?? kept?.createdAt ?? new Date(clock.now()).toISOString(),
    number: record.number || (kept?.number ?? ids.number()),
    ...(updatedAt !== undefined && { updatedAt }),
  };
}

/** A record in the form it is kept in, given what is kept of it already. */
export function complete<R extends NewRecord>(context: Context, kind: Kind, record: R, kept?: KeptRecord): R {
  const tidy = tidied(kind, record);
  if (kind === 'payment-plans') return begun(tidy as NewPlan) as R;
  if (kind !== 'customers') return tidy;
  return filled(tidy as CustomerRecord, context, kept as CustomerRecord | undefined) as R;
}
