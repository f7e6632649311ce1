/** Longest key text that is indexed for prefix search; longer names are found by their beginning. */
export const searchKeyLength = 200;

/** Composed last, since a small letter can have a composed form where its capital has none; sigma has two small letters. */
const caseless = (text: string): string => text.toLowerCase().normalize('NFC').replaceAll('ς', 'σ');

/** How texts are compared where letter case does not matter: lower case, NFC, no blanks at the end. */
export const folded = (text: string): string => caseless(text).trimEnd();

/** The folded beginning of a text, as it is indexed for prefix search. */
export const searchKey = (text: string): string => caseless(text).slice(0, searchKeyLength);

/** As many characters of a folded text as are indexed for sorting, none of them cut in half. */
export const sortKey = (text: string): string =>
  text.length <= searchKeyLength ? text : [...text].slice(0, searchKeyLength).join('');

const punctuation = /[ \-.()]/g;

/** A telephone number without the marks people write into it: spaces, dashes, periods and parentheses. */
export const strippedPhone = (phone: string): string => phone.replace(punctuation, '');

/** The beginning of a telephone number, as it is indexed. */
export const phoneKey = (phone: string): string => strippedPhone(phone).slice(0, searchKeyLength);
