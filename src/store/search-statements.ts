import { searchKeyLength } from '../core/text-keys.js';
import { customerColumns } from './customer-row.js';
import type { Statement } from './statement.js';
import { textSearch, type TextSearch } from './text-search.js';

type Fragment = (db: TextSearch) => string;

const places = ['key', 'id', 'endKey', 'limit', 'rows', 'most', 'ids'] as const;
const terms = ['term', 'match', 'from', 'to', 'pattern'] as const;

const statement = (name: string, text: Fragment): Statement => ({
  name: `search ${name}`,
  build: (q, p) =>
    q.raw(text(textSearch(q)), Object.fromEntries([...places, ...terms].map((given) => [given, p(given)]))),
});

/** Said so that the key alone bounds the walk: comparing pairs costs as much as looking into the name. */
const after = 'n.shown_key >= :key and (n.shown_key > :key or n.id > :id)';

/** The key alone tells of nearly all, and stands in the index that is walked. */
const nameHolds: Fragment = (db) =>
  `(${db.holds('n.shown_key')} or (length(n.shown_key) = ${searchKeyLength} and ${db.holds('n.whole_key')}))`;

/** Without the offset a database may look through all numbers first, to know for every name. */
const numberHolds: Fragment = (db) =>
  `exists (select 1 from service_numbers s
    where s.customer_id = n.id and s.disconnected_at is null and ${db.holds('s.text_key')} limit 1 offset 0)`;

const called =
  (short: boolean): Fragment =>
  (db) =>
    `select s.customer_id from service_numbers s
   where s.disconnected_at is null and ${db.holds('s.text_key')} and s.id in (${db.found('numbers', short)})`;

const inOrder = (chosen: string): string =>
  `select ${customerColumns.join(', ')}
   from (${chosen} order by n.shown_key, n.id limit :limit) found join customers on customers.id = found.id
   order by found.shown_key, found.id`;

const walked = (...conditions: readonly string[]): string =>
  inOrder(`select n.id, n.shown_key from customer_names n where ${[after, ...conditions].join(' and ')}`);

/** Ids first, names after: the other way round a database would go through all names to save itself the sorting. */
const sorted = (ctes: string, ...conditions: readonly string[]): string =>
  inOrder(`with ${ctes} select n.id, n.shown_key from hits cross join customer_names n
    where ${['n.id = hits.id', after, ...conditions].join(' and ')}`);

const listed: Fragment = (db) => `hits as materialized (${db.listed})`;

/** Without a term. */
export const everybody = statement('everybody', () => walked());

/** Only customers in the list `ids`. */
export const among = statement('among', (db) => sorted(listed(db)));

/** The same with a term. */
export const termAmong = statement('term among', (db) =>
  sorted(listed(db), `(${nameHolds(db)} or ${numberHolds(db)})`),
);

/** The key so many names further on. */
export const boundary = statement(
  'boundary',
  () => 'select shown_key from customer_names where shown_key >= :key order by shown_key limit 1 offset :rows',
);

/** How many numbers hold the term, as far as it matters: whether to look at any, at those, or at each name's own. */
export type Numbers = 'no' | 'few' | 'many';

/** The ways of a search by a term, for terms that are short and for those that are not. */
export interface TermStatements {
  /** How many names and numbers may hold the term, up to `most`. */
  readonly names: Statement;
  readonly numbers: Statement;
  /** Looks all of them up and sorts them. */
  readonly hits: Readonly<Record<'no' | 'few', Statement>>;
  /** Goes through the names in order: up to `endKey`, or to the end. */
  readonly part: Readonly<Record<Numbers, Statement>>;
  readonly rest: Readonly<Record<Numbers, Statement>>;
}

/** The statements for terms of a sort. */
export function termStatements(short: boolean): TermStatements {
  const named = (what: string, text: Fragment) => statement(`${what}${short ? ', short' : ''}`, text);
  const fits: Readonly<Record<Numbers, Fragment>> = {
    no: nameHolds,
    few: (db) => `(${nameHolds(db)} or n.id in (${called(short)(db)}))`,
    many: (db) => `(${nameHolds(db)} or ${numberHolds(db)})`,
  };
  const walks = (way: string, ...bound: readonly string[]) => {
    const walk = (numbers: Numbers) => named(`${way}, ${numbers} numbers`, (db) => walked(...bound, fits[numbers](db)));
    return { no: walk('no'), few: walk('few'), many: walk('many') };
  };
  return {
    names: named('names', (db) => db.counted('names', short)),
    numbers: named('numbers', (db) => db.counted('numbers', short)),
    hits: {
      no: named('hits, no numbers', (db) =>
        sorted(`hits as materialized (${db.found('names', short)})`, nameHolds(db)),
      ),
      few: named('hits, few numbers', (db) =>
        sorted(
          `called as materialized (${called(short)(db)}),
           hits as materialized (${db.found('names', short)} union select customer_id from called)`,
          `(n.id in (select customer_id from called) or ${nameHolds(db)})`,
        ),
      ),
    },
    part: walks('part', 'n.shown_key <= :endKey'),
    rest: walks('rest'),
  };
}
