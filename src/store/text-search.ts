import type { Knex } from 'knex';
import { isPostgres } from './insert.js';
import type { Arguments } from './statement.js';

/**
 * How a database finds a term within texts: fragments of SQL in the words of that database, over the arguments of
 * `searchedFor` and `ids`. Everything else about a search is written once for all of them.
 */
export interface TextSearch {
  /** A condition: the text in this column holds the term. */
  readonly holds: (column: string) => string;
  /** Ids of customers, once each: all whose shown name holds the term, perhaps more. */
  readonly names: (short: boolean) => string;
  /** Ids of service numbers, once each: all connected ones that hold the term, perhaps more. */
  readonly numbers: (short: boolean) => string;
  /** The ids in the JSON list that is the argument `ids`. */
  readonly listed: string;
}

/** How many characters the index knows texts by. */
const gram = 3;

/** More parts of a term than this find hardly less and cost as much each. */
const mostParts = 8;

/** Trigrams, which hold all texts of three characters and more; the vocabulary, which has the beginnings of them. */
const within = (texts: string, vocabulary: string) => (short: boolean) =>
  short
    ? `select distinct doc as id from ${vocabulary} where term between :from and :to`
    : `select rowid as id from ${texts} where ${texts} match :match`;

const sqlite: TextSearch = {
  holds: (column) => `instr(${column}, :term) > 0`,
  names: within('customer_text', 'customer_terms'),
  numbers: within('number_text', 'number_terms'),
  listed: 'select value as id from json_each(:ids)',
};

const postgres: TextSearch = {
  holds: (column) => `strpos(${column}, :term) > 0`,
  names: () => 'select id from customer_names where coalesce(whole_key, shown_key) like :pattern',
  numbers: () => 'select id from service_numbers where disconnected_at is null and text_key like :pattern',
  listed: 'select cast(value as integer) as id from json_array_elements_text(cast(:ids as json))',
};

/** The words of the database that statements are being written for. */
export const textSearch = (q: Knex): TextSearch => (isPostgres(q) ? postgres : sqlite);

/** No character comes after it. */
const highest = '\u{10ffff}';

/** Whether a folded term is too short for its characters to be one entry of an index. */
export const isShort = (term: string): boolean => term.length < 2 * gram && [...term].length < gram;

/** The beginnings of threes, every so many characters from the first to the last, further apart where they would be many. */
function places(length: number, step: number): readonly number[] {
  const last = length - gram;
  const many = Math.min(Math.ceil(last / step) + 1, mostParts);
  return Array.from({ length: many }, (_, i) => (many === 1 ? 0 : Math.round((i * last) / (many - 1))));
}

/**
 * Threes of characters that all stand in a text that holds the term. Side by side they tell enough of a word, and each
 * costs time; where there are several words they overlap, since all words may be common and their order is not.
 */
function threes(term: string): string {
  const characters = [...term];
  const beginnings = places(characters.length, term.includes(' ') ? gram - 1 : gram);
  const parts = beginnings.map((at) => characters.slice(at, at + gram).join(''));
  return [...new Set(parts)].map((part) => `"${part.replaceAll('"', '""')}"`).join(' AND ');
}

/** What the fragments ask for, given a folded term; each database takes its own of it. */
export const searchedFor = (term: string): Arguments => ({
  term,
  ...(isShort(term) ? { from: term, to: term + highest.repeat(gram) } : { match: threes(term) }),
  pattern: `%${term.replace(/[\\%_]/g, '\\$&')}%`,
});
