import type { Knex } from 'knex';
import type { Step, Work } from '../core/change.js';

export type Value = string | number | null;
export type Row = readonly Value[];
export type Arguments = Readonly<Record<string, Value | undefined>>;

/** Stands in a query for the argument of that name. */
export type Marker = string & { readonly marker: true };

/** What a statement inserts into a table: the arguments that are called as these columns. */
export type RowOf = (table: string, columns: readonly string[]) => Readonly<Record<string, Marker>> | Knex.Raw;

/** The tables of indexed texts of a database that does not keep such an index by itself. */
export type TextTable = 'customer_text' | 'number_text';

/** A query that is built once, by knex, and from then on run with arguments. */
export interface Statement {
  /** What PostgreSQL knows it by; unique. */
  readonly name: string;
  readonly build: (knex: Knex, argument: (name: string) => Marker, row: RowOf) => Knex.QueryBuilder | Knex.Raw;
  /** All it takes is the row that it inserts, so that PostgreSQL can be given many rows at once; see `compileSeveral`. */
  readonly several?: true;
  /**
   * Writes or deletes the row of the argument `id`, or one with the next id, and answers that id where it did. Its query
   * says so to PostgreSQL only: SQLite tells by itself, and `returning` would cost it a journal a statement, which is several
   * times an insert.
   */
  readonly answersId?: true;
  /** Where the texts of the ids it answers are indexed anew before the commit. */
  readonly reindexes?: TextTable;
}

/** A statement as one database understands it. */
export interface Compiled {
  readonly name: string;
  readonly sql: string;
  readonly values: (given: Arguments) => Value[];
}

/** What a work yields to the store: run this, give me the rows. */
export interface Question {
  readonly statement: Statement;
  readonly given: Arguments;
  /** It takes so long that others should have their turn before the next one, where it is answered in this thread. */
  readonly slow?: boolean;
  /** Nobody waits for its rows; what it is refused for ends the change all the same. */
  readonly told?: boolean;
}

const prefix = '\u0001argument:';

/** Stands for the argument `limit`, since knex takes nothing but a number there. */
export const limitMarker = 1_987_654_321;

const marked = (argument: string): Marker => (prefix + argument) as Marker;

/** Writes a statement in the words of the database that `knex` builds for. */
export const compile = (knex: Knex, statement: Statement): Compiled =>
  compiled(knex, statement, (_table, columns) =>
    Object.fromEntries(columns.map((column) => [column, marked(column)] as const)),
  );

/**
 * Writes a statement for several rows, which its one argument `rows` is a JSON list of, in PostgreSQL's words. A statement
 * costs PostgreSQL more than the row that it inserts.
 */
export const compileSeveral = (knex: Knex, statement: Statement): Compiled =>
  compiled(knex, { ...statement, name: `${statement.name}, several` }, (table, columns) => {
    const list = columns.map(() => '??').join(', ');
    const bindings = [...columns, ...columns, table, marked('rows')];
    return knex.raw(`(${list}) select ${list} from json_populate_recordset(null::??, ?)`, bindings);
  });

function compiled(knex: Knex, { name, build }: Statement, row: RowOf): Compiled {
  const query = build(knex, marked, row).toSQL().toNative();
  const sources = query.bindings.map((binding): ((given: Arguments) => Value) => {
    if (binding === limitMarker) return ({ limit = null }) => limit;
    if (typeof binding !== 'string' || !binding.startsWith(prefix)) return () => binding as Value;
    const argument = binding.slice(prefix.length);
    return (given) => given[argument] ?? null;
  });
  return { name, sql: query.sql, values: (given) => sources.map((source) => source(given)) };
}

/** Asks one statement inside a work; a slow one lets others have their turn, but not inside a change. */
export function* ask(statement: Statement, given: Arguments = {}, slow = false): Work<readonly Row[]> {
  const question: Question = { statement, given, slow };
  return (yield question as unknown as Step) as readonly Row[];
}

/** Has one statement done inside a change without asking what it answers: its refusal ends the change, not the work. */
export function* tell(statement: Statement, given: Arguments = {}): Work<void> {
  const question: Question = { statement, given, told: true };
  yield question as unknown as Step;
}
