/** Longest key text that is indexed for prefix search; longer names are found by their beginning. */
export const searchKeyLength = 200;

/** How texts are compared where letter case does not matter: NFC, lower case, no blanks at the end. */
export const folded = (text: string): string => text.normalize('NFC').toLowerCase().trimEnd();

/** The folded beginning of a text, as it is indexed for prefix search. */
export const searchKey = (text: string): string => text.normalize('NFC').toLowerCase().slice(0, searchKeyLength);

const punctuation = /[ \-.()]/g;

/** A telephone number without the marks people write into it: spaces, dashes, periods and parentheses. */
export const strippedPhone = (phone: string): string => phone.replace(punctuation, '');
