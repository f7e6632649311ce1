import type { Knex } from 'knex';
import { isPostgres } from './insert.js';
import type { Arguments } from './statement.js';

/**
 * What is searched: the shown names of customers, all else they are found by, both, or the connected service numbers.
 */
export type Texts = 'names' | 'others' | 'everything' | 'numbers';

/**
 * How a database finds a term within texts: fragments of SQL in the words of that database, over the arguments of
 * `searchedFor`, `most` and `ids`. Everything else about a search is written once for all of them.
 */
export interface TextSearch {
  /** A condition: the text in this column holds the term. */
  readonly holds: (column: string) => string;
  /** Ids of customers or service numbers, once each: all whose text holds the term, perhaps more. */
  readonly found: (texts: Texts, short: boolean) => string;
  /** How many `found` has, if less than `most`; it costs little where there are many. */
  readonly counted: (texts: Texts, short: boolean) => string;
  /** The ids in the JSON list that is the argument `ids`. */
  readonly listed: string;
}

/** How many characters the index knows texts by. */
const gram = 3;

/** More parts of a term than this find hardly less and cost as much each. */
const mostParts = 8;

const upTo = (ids: string): string => `select count(*) from (${ids} limit :most) found`;

/** Trigrams, which hold all texts of three characters and more; their vocabulary, which has the beginnings of them. */
const indexes = {
  names: { grams: 'customer_text', vocabulary: 'customer_terms' },
  others: { grams: 'customer_other', vocabulary: 'customer_other_terms' },
  numbers: { grams: 'number_text', vocabulary: 'number_terms' },
} as const;

const inSqlite: TextSearch['found'] = (texts, short) => {
  if (texts === 'everything') {
    return `${inSqlite('names', short)} union ${inSqlite('others', short)} union select id from customer_other_due`;
  }
  const { grams, vocabulary } = indexes[texts];
  if (short) return `select distinct doc as id from ${vocabulary} where term between :from and :to`;
  return `select rowid as id from ${grams} where ${grams} match :match`;
};

const sqlite: TextSearch = {
  holds: (column) => `instr(${column}, :term) > 0`,
  found: inSqlite,
  counted: (texts, short) => upTo(inSqlite(texts, short)),
  listed: 'select value as id from json_each(:ids)',
};

const wholeName = 'coalesce(whole_key, shown_key)';

/** Where texts stand, and the columns of them that have an index each. */
const tables = {
  names: { name: 'customer_names', text: wholeName, indexed: [wholeName], live: 'true' },
  others: { name: 'customer_names', text: 'other_key', indexed: ['other_key'], live: 'true' },
  everything: {
    name: 'customer_names',
    text: `concat_ws(chr(10), ${wholeName}, other_key)`,
    indexed: [wholeName, 'other_key'],
    live: 'true',
  },
  numbers: { name: 'service_numbers', text: 'text_key', indexed: ['text_key'], live: 'disconnected_at is null' },
} as const;

const holdsInPostgres = (text: string): string => `strpos(${text}, :term) > 0`;

/** For a short term the index would have to be read as a whole. */
const inPostgres: TextSearch['found'] = (texts, short) => {
  const { name, text, indexed, live } = tables[texts];
  const alike = indexed.map((column) => `${column} like :pattern`).join(' or ');
  return `select id from ${name} where ${live} and ${short ? holdsInPostgres(text) : `(${alike})`}`;
};

/** The index finds all of many before it counts the first; so a sample is looked at before. */
const countedInPostgres: TextSearch['counted'] = (texts, short) => {
  const { name, text, live } = tables[texts];
  const sample = `select ${text} as text from ${name} where ${live} limit 2000`;
  return `select case
    when (select count(*) from (${sample}) sample where ${holdsInPostgres('text')}) / 2000.0
      * (select reltuples from pg_class where oid = cast('${name}' as regclass)) > 2 * cast(:most as bigint)
    then cast(:most as bigint)
    else (${upTo(inPostgres(texts, short))}) end`;
};

const postgres: TextSearch = {
  holds: holdsInPostgres,
  found: inPostgres,
  counted: countedInPostgres,
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
