import type { CustomerTransition, Transition } from '../../../src/core/transitions/model.js';
import type { Account } from '../../../src/core/billing/ports.js';
import type { Clock } from '../../../src/core/ports.js';
import { listing } from '../../../src/dialect/binding.js';
import type { Binding, Call } from '../../../src/dialect/contract.js';
import type { Zone } from '../../../src/wire/zone.js';
import { status } from '../lens/forms.js';
import type { Graph } from '../lens/graph.js';
import { dayOf, instantOf, isDay } from '../wire/dates.js';
import type { XmlMembers } from '../wire/xml.js';
import { parameter, refuse } from './parameters.js';

const oneDay = 86_400_000;
const mostDays = 36_500;
const usualDays = 30;

/** How many are read at a time; the list itself has no end. */
const pageSize = 200;

/** The day so many days later; `''` beyond the calendar. */
function plusDays(day: string, days: number): string {
  const at = new Date(Date.parse(day) + days * oneDay);
  return at.getUTCFullYear() >= 1000 && at.getUTCFullYear() <= 9999 ? at.toISOString().slice(0, 10) : '';
}

const startOf = (day: string, zone: Zone): number | undefined => instantOf(`${day.replaceAll('-', '')}0000`, zone);

function dayIn(call: Call, name: string): string | undefined {
  const day = parameter(call, name);
  return day === undefined || isDay(day) ? day : refuse(name, 'typeMismatch', { limit: 'date' });
}

function daysIn(call: Call): number {
  const days = parameter(call, 'daysAgo') ?? String(usualDays);
  if (!/^\d{1,9}$/.test(days)) return refuse('daysAgo', 'typeMismatch', { limit: 'number' });
  return Number(days) <= mostDays ? Number(days) : refuse('daysAgo', 'max', { value: days, limit: String(mostDays) });
}

/**
 * "The endDate defaults to today if not specified, startDate defaults to 30 days prior to the endDate", or as many as
 * daysAgo says; both days count. Faults: invalid.
 */
function windowIn(call: Call, zone: Zone, now: number): { readonly from: string; readonly until: string } {
  const end = dayIn(call, 'endDate') ?? dayOf(new Date(now).toISOString(), zone);
  const start = dayIn(call, 'startDate') ?? plusDays(end, -daysIn(call));
  if (start > end) refuse('startDate', 'max', { value: start, limit: end });
  const from = startOf(start, zone) ?? refuse('startDate', 'typeMismatch', { limit: 'date' });
  const until = startOf(plusDays(end, 1), zone) ?? refuse('endDate', 'typeMismatch', { limit: 'date' });
  return { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
}

/** A transition with the whole customer inside, its elements in the order of the document's sample. */
export const transitionView =
  (graph: Graph, zone: Zone) =>
  (transition: Transition, account: Account): XmlMembers => ({
    '@id': transition.id,
    dateTransitioned: dayOf(transition.at, zone),
    previousStatus: status.show(transition.previousStatus),
    newStatus: status.show(transition.newStatus),
    customer: graph.customer(account),
  });

/** "You may wish to query for the customer transitions within a date range." */
export function transitionBindings(graph: Graph, zone: Zone, clock: Clock) {
  const view = transitionView(graph, zone);
  const item = ({ transition, ...account }: CustomerTransition): XmlMembers => ({
    customerTransition: view(transition, account),
  });
  return {
    list: listing({
      op: 'transition.list',
      read: (call) => ({ ...windowIn(call, zone, clock.now()), limit: pageSize }),
      item,
      write: (list) => ({ status: 200, root: 'list', ...list }),
    }),
  } satisfies Record<string, Binding>;
}
