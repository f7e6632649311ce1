import type { Account } from '../../../src/core/billing/ports.js';
import type { BrowseCustomers, Span } from '../../../src/core/customers/browse.js';
import { operation } from '../../../src/dialect/binding.js';
import type { Binding, Call } from '../../../src/dialect/contract.js';
import type { Clock } from '../../../src/core/ports.js';
import type { Zone } from '../../../src/wire/zone.js';
import { statesOf } from '../lens/forms.js';
import type { Graph } from '../lens/graph.js';
import type { BluBillingSettings } from '../settings.js';
import { instantOf } from '../wire/dates.js';
import { parameter, refuse } from './parameters.js';
import { shown } from './replies.js';

/** "Defaults used if the query string parameters are missing: offset=0, max=50." */
const usualMax = 50;

const minute = 60_000;

/** A whole number, 0 or more. Faults: invalid. */
function wholeNumber(call: Call, name: string, otherwise: number): number {
  const written = parameter(call, name);
  if (written === undefined) return otherwise;
  return /^\d{1,15}$/.test(written) ? Number(written) : refuse(name, 'typeMismatch', { limit: 'number' });
}

/** A minute of the zone, in epoch milliseconds. Faults: invalid. */
function minuteIn(call: Call, name: string, zone: Zone): number | undefined {
  const written = parameter(call, name);
  if (written === undefined) return undefined;
  return instantOf(written, zone) ?? refuse(name, 'typeMismatch', { limit: 'time YYYYMMDDHHmm' });
}

const isoOf = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();

/** From one minute to another, the last included; "EndTime defaults to the current date/time". Faults: invalid. */
function spanOf(call: Call, what: 'create' | 'update', { clock, zone }: Times): Span | undefined {
  const from = minuteIn(call, `${what}StartTime`, zone);
  const until = minuteIn(call, `${what}EndTime`, zone);
  if (from === undefined && until === undefined) return undefined;
  return { from: isoOf(from), until: isoOf(until === undefined ? clock.now() + 1 : until + minute) };
}

/** The states that are shown by the word asked for. Faults: invalid. */
function statusesOf(call: Call): BrowseCustomers['statuses'] {
  const written = parameter(call, 'status');
  return written === undefined ? undefined : (statesOf(written) ?? refuse('status', 'enum', { value: written }));
}

/** What times are read by. */
interface Times {
  readonly clock: Clock;
  readonly zone: Zone;
}

/** Lists of customers. */
export const listBindings = (graph: Graph, { pageLimit }: BluBillingSettings, times: Times) =>
  ({
    customers: operation({
      op: 'customer.browse',
      read: (call) => ({
        term: parameter(call, 'search'),
        statuses: statusesOf(call),
        created: spanOf(call, 'create', times),
        updated: spanOf(call, 'update', times),
        offset: wholeNumber(call, 'offset', 0),
        limit: Math.min(wholeNumber(call, 'max', usualMax), pageLimit),
      }),
      write: (accounts: readonly Account[]) => shown('list', { customer: accounts.map((one) => graph.customer(one)) }),
    }),
  }) satisfies Record<string, Binding>;
