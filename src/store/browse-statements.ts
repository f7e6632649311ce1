import { customerColumns } from './customer-row.js';
import { memoized } from './memoized.js';
import type { Statement } from './statement.js';
import { textSearch, type TextSearch } from './text-search.js';

/** Which conditions a list has; each combination is a statement of its own, so that a database can use its indexes. */
export interface Conditions {
  readonly created: boolean;
  readonly updated: boolean;
  /** Those with the most customers have no index of their own. */
  readonly status: 'any' | 'active' | 'others';
  readonly among: boolean;
}

const given = [
  ...['createdFrom', 'createdUntil', 'updatedFrom', 'updatedUntil', 'status', 'orStatus', 'ids', 'limit', 'offset'],
  ...['term', 'match', 'from', 'to', 'pattern', 'most', 'at', 'id', 'endAt', 'endId', 'rows'],
] as const;

type Fragment = (db: TextSearch) => string;

const statement = (name: string, text: Fragment): Statement => ({
  name: `browse ${name}`,
  build: (q, p) => q.raw(text(textSearch(q)), Object.fromEntries(given.map((argument) => [argument, p(argument)]))),
});

const within = (column: string, span: string): string => `c.${column} >= :${span}From and c.${column} < :${span}Until`;

const statuses: Readonly<Record<Conditions['status'], readonly string[]>> = {
  any: [],
  active: ['c.status in (:status, :orStatus)'],
  others: ["c.status <> 'active'", 'c.status in (:status, :orStatus)'],
};

const conditions = ({ created, updated, status, among }: Conditions, db: TextSearch): readonly string[] => [
  'c.removed_at is null',
  ...(created ? [within('created_at', 'created')] : []),
  ...(updated
    ? [`(${within('updated_at', 'updated')} or c.updated_at is null and ${within('created_at', 'updated')})`]
    : []),
  ...statuses[status],
  ...(among ? [`c.id in (${db.listed})`] : []),
];

const termHolds: Fragment = (db) =>
  ['n.shown_key', 'n.whole_key', 'n.other_key'].map((column) => db.holds(column)).join(' or ');

const youngestFirst = 'order by c.created_at desc, c.id desc';

/** The customers that were chosen, whole: what is passed over is never read. */
const whole = (chosen: string): string =>
  `select ${customerColumns.join(', ')}, customer_balances.financials
   from (${chosen}) found join customers on customers.id = found.id
   left join customer_balances on customer_balances.customer_id = found.id
   order by customers.created_at desc, customers.id desc`;

const nameOf = ({ created, updated, status, among }: Conditions): string =>
  [created && 'created', updated && 'updated', status, among && 'among'].filter(Boolean).join(' ');

const byName = <V>(make: (which: Conditions, name: string) => V): ((which: Conditions) => V) => {
  const made = memoized((key: string) => {
    const which = JSON.parse(key) as Conditions;
    return make(which, nameOf(which));
  });
  return ({ created, updated, status, among }) => made(JSON.stringify({ created, updated, status, among }));
};

/** Without a term. */
export const plain = byName((which, name) =>
  statement(name, (db) =>
    whole(
      `select c.id from customers c where ${conditions(which, db).join(' and ')} ${youngestFirst}
       limit :limit offset :offset`,
    ),
  ),
);

const hitsOf = (short: boolean) =>
  byName((which, name) =>
    statement(`${name} hits${short ? ', short' : ''}`, (db) =>
      whole(
        `with hits as materialized (${db.found('everything', short)})
         select c.id from hits cross join customer_names n cross join customers c
         where n.id = hits.id and c.id = hits.id and (${termHolds(db)}) and ${conditions(which, db).join(' and ')}
         ${youngestFirst} limit :limit offset :offset`,
      ),
    ),
  );

/** With a term that few texts hold: all of them are looked up and sorted. Short terms are found in another way. */
export const hits = { long: hitsOf(false), short: hitsOf(true) };

const countOf = (short: boolean): Statement =>
  statement(`count${short ? ', short' : ''}`, (db) => db.counted('everything', short));

/** How many texts may hold a term, up to `most`. */
export const counts = { long: countOf(false), short: countOf(true) };

/** The place so many customers further back. */
export const boundary = statement(
  'boundary',
  () =>
    `select c.created_at, c.id from customers c where c.removed_at is null and (c.created_at, c.id) < (:at, :id)
     ${youngestFirst} limit 1 offset :rows`,
);

/** The ids of those who fit from one place back to another. */
export const part = byName((which, name) =>
  statement(
    `${name} part`,
    (db) =>
      `select c.id from customers c cross join customer_names n
       where n.id = c.id and (c.created_at, c.id) < (:at, :id) and (c.created_at, c.id) >= (:endAt, :endId)
         and (${termHolds(db)}) and ${conditions(which, db).join(' and ')} ${youngestFirst}`,
  ),
);

/** Customers by their ids. */
export const listed = statement('listed', (db) => whole(`select id from (${db.listed}) ids`));
