import type { Financials } from '../core/billing/model.js';
import { noFinancials } from '../core/billing/model.js';
import type { Account } from '../core/billing/ports.js';
import type { Work } from '../core/change.js';
import type { CustomerRecords } from '../core/customers/ports.js';
import { folded } from '../core/text-keys.js';
import { boundary, counts, hits, listed, part, plain, type Conditions } from './browse-statements.js';
import { customerOf } from './customer-row.js';
import { ask, type Arguments, type Row } from './statement.js';
import { isShort, searchedFor } from './text-search.js';

type Wanted = Parameters<CustomerRecords['browse']>[0];

/** So many hits are looked up and sorted at most; where there may be more, customers are gone through, so many at once. */
export interface Pace {
  readonly mostHits: number;
  readonly rows: number;
}

const usual: Pace = { mostHits: 2000, rows: 4000 };

/** Before every instant there is, and after. */
const [never, ever] = ['', 'z'];

const lastId = 2 ** 31 - 1;

function conditionsOf({ created, updated, statuses, among }: Wanted): Conditions {
  const status = statuses === undefined ? 'any' : statuses.includes('active') ? 'active' : 'others';
  return { created: created !== undefined, updated: updated !== undefined, status, among: among !== undefined };
}

function argumentsOf({ created, updated, statuses, among, limit, offset }: Wanted): Arguments {
  const [status, orStatus = status] = statuses ?? [];
  return {
    ...{ createdFrom: created?.from ?? never, createdUntil: created?.until ?? ever },
    ...{ updatedFrom: updated?.from ?? never, updatedUntil: updated?.until ?? ever },
    ...{ status, orStatus, limit, offset },
    ...(among && { ids: JSON.stringify([...among]) }),
  };
}

const accountOf = (row: Row): Account => ({
  customer: customerOf(row),
  financials: typeof row[3] === 'string' ? (JSON.parse(row[3]) as Financials) : noFinancials,
});

/**
 * Goes back through the customers, part by part, until enough are found. A term that many texts hold is soon met; one that
 * hardly any holds, though its parts are common, lets others have their turn in between.
 */
function* walked(wanted: Wanted, given: Arguments, { rows }: Pace): Work<readonly Row[]> {
  const enough = wanted.offset + wanted.limit;
  const found: number[] = [];
  let place: Arguments = { at: ever, id: lastId };
  for (let isLast = false; !isLast && found.length < enough;) {
    const [end] = yield* ask(boundary, { rows, ...place });
    isLast = end === undefined;
    const [endAt = never, endId = 0] = end ?? [];
    const ids = yield* ask(part(conditionsOf(wanted)), { endAt, endId, ...given, ...place }, true);
    for (const [id] of ids) found.push(id as number);
    place = { at: endAt, id: endId };
  }
  const ids = found.slice(wanted.offset, enough);
  return ids.length === 0 ? [] : yield* ask(listed, { ids: JSON.stringify(ids) });
}

/** The youngest customers that fit; see the port. */
export function createCustomerBrowse(pace: Pace = usual): CustomerRecords['browse'] {
  return function* (wanted) {
    const which = conditionsOf(wanted);
    const given = argumentsOf(wanted);
    const term = folded(wanted.term ?? '');
    // No text holds it, and neither database takes it.
    if (term.includes('\0')) return [];
    if (term === '') return (yield* ask(plain(which), given)).map(accountOf);
    const length = isShort(term) ? 'short' : 'long';
    const sought = { ...given, ...searchedFor(term) };
    const [count] = yield* ask(counts[length], { ...sought, most: pace.mostHits + 1 });
    const many = Number(count?.[0]) > pace.mostHits;
    const rows = many ? yield* walked(wanted, sought, pace) : yield* ask(hits[length](which), sought);
    return rows.map(accountOf);
  };
}
