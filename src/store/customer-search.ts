import type { Work } from '../core/change.js';
import type { CustomerRecords, CustomerSearch, Place } from '../core/customers/ports.js';
import { folded } from '../core/text-keys.js';
import { customerOf } from './customer-row.js';
import { among, boundary, everybody, termAmong, termStatements, type Numbers } from './search-statements.js';
import { ask, type Arguments, type Row, type Statement } from './statement.js';
import { isShort, searchedFor } from './text-search.js';

/** How a search by a term goes about it. */
export interface Pace {
  /** How many names are gone through at first, and at most before others have their turn; four times as many each time. */
  readonly rows: number;
  readonly mostRows: number;
  /** So few hits are always sorted, and so many never. */
  readonly fewHits: number;
  readonly mostHits: number;
}

const usual: Pace = { rows: 4000, mostRows: 64_000, fewHits: 1000, mostHits: 10_000 };

/** What a hit that is looked up and sorted costs, and a name whose numbers are looked up, in names gone through. */
const hitCost = 12;
const lookUpCost = 8;

const start: Place = { key: '', id: 0 };

/** Behind everybody of the same name. */
const lastId = 2 ** 31 - 1;

const long = termStatements(false);
const short = termStatements(true);

function* count(statement: Statement, given: Arguments): Work<number> {
  const [row] = yield* ask(statement, given);
  return Number(row?.[0]);
}

function* keyAfter({ key }: Place, rows: number): Work<string | undefined> {
  const [row] = yield* ask(boundary, { key, rows });
  return row?.[0] as string | undefined;
}

/** What it may cost to go on through the names until enough are found, judging by the part gone through last. */
function costAhead(wanted: number, { rows, found }: { readonly rows: number; readonly found: number }): number {
  const next = 0.5;
  return (wanted * rows) / Math.max(found, next);
}

type ByTerm = (term: string, search: CustomerSearch) => Work<readonly Row[]>;

/**
 * What few texts hold is looked up and sorted; for what many hold, the names are gone through in order until there are
 * enough. Which of both is cheaper nobody knows before: hits are often neighbours, far from where the walk begins. So it
 * goes on, part by part, with what is likely to cost less by what it has met; the table as a whole is never sorted.
 */
const climbing = (pace: Pace): ByTerm =>
  function* (term, { limit, after = start }) {
    const use = isShort(term) ? short : long;
    const sought = searchedFor(term);
    const found: Row[] = [];
    let place = after;
    let last = { rows: 0, found: 0 };
    for (let { rows } = pace; ; rows = Math.min(rows * 4, pace.mostRows)) {
      const wanted = limit - found.length;
      const worth = costAhead(wanted, last) / hitCost;
      const hits = Math.ceil(Math.min(Math.max(worth, pace.fewHits), pace.mostHits));
      const given: Arguments = { most: hits + 1, limit: wanted, ...sought, ...place };
      const called = yield* count(use.numbers, given);
      const numbers: Numbers = called === 0 ? 'no' : called <= hits ? 'few' : 'many';
      const few = numbers !== 'many' && (yield* count(use.names, given)) <= hits;
      if (few) return [...found, ...(yield* ask(use.hits[numbers], given))];
      const endKey = yield* keyAfter(place, numbers === 'many' ? Math.ceil(rows / lookUpCost) : rows);
      if (endKey === undefined) return [...found, ...(yield* ask(use.rest[numbers], given))];
      const part = yield* ask(use.part[numbers], { endKey, ...given }, rows > pace.rows);
      found.push(...part);
      if (found.length >= limit) return found;
      place = { key: endKey, id: lastId };
      last = { rows, found: part.length };
    }
  };

/** Customers that are not removed, by a part of their shown name or of a connected service number; see the port. */
export function createCustomerSearch(pace: Pace = usual): CustomerRecords['search'] {
  const byTerm = climbing(pace);
  return function* (search) {
    const { limit, after: { key, id } = start, among: reach } = search;
    const term = folded(search.term);
    // No text holds it, and neither database takes it.
    if (term.includes('\0')) return [];
    const place = { key, id, limit };
    if (reach) {
      const ids = JSON.stringify([...reach]);
      const rows = yield* term === '' ? ask(among, { ids, ...place }) : ask(termAmong, { ids, term, ...place });
      return rows.map(customerOf);
    }
    return (yield* term === '' ? ask(everybody, place) : byTerm(term, search)).map(customerOf);
  };
}
