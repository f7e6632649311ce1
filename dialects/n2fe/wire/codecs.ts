import { refuseUntransportable } from '../../../src/wire/text.js';
import type { Codec } from '../../../src/wire/codec.js';
import { parsePerlJson } from './perl-json.js';
import { pretty, prettyItems } from './pretty.js';

async function* line(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  yield* pieces;
  yield '\n';
}

/** JSON as perl's module reads it and prettily writes it, under the Content-Type of an answer. */
export const perlJson = (contentType: string): Codec => ({
  id: 'json',
  media: ['application/json', 'text/json'],
  contentType,
  decode: (text) => {
    const value = parsePerlJson(text);
    refuseUntransportable(value);
    return value;
  },
  encode: (value) => `${pretty(value)}\n`,
  encodeItems: (items) => line(prettyItems(items)),
});

/** Fields of a form, as CGI clients log in; of two fields of one name the last counts. */
const form: Codec = {
  id: 'form',
  media: ['application/x-www-form-urlencoded'],
  contentType: 'application/x-www-form-urlencoded',
  decode: (text) => {
    const value: unknown = Object.fromEntries(new URLSearchParams(text));
    refuseUntransportable(value);
    return value;
  },
  encode: (value) => new URLSearchParams(value as Record<string, string>).toString(),
};

/** Errors: the text itself. */
export const plainText: Codec = {
  id: 'text',
  media: ['text/plain'],
  contentType: 'text/plain',
  decode: (text) => text,
  encode: (value) => String(value),
};

/** By which Content-Type a body is read as JSON, to the letter. */
export const jsonType = /^[a-z]+\/json(?:;.*)?$/;

const formType = /^application\/x-www-form-urlencoded/;

/** Which codec reads a body; undefined for types whose bodies are passed over. */
export function readerOf(json: Codec): (contentType: string | undefined) => Codec | undefined {
  return (contentType = '') => {
    if (jsonType.test(contentType)) return json;
    return formType.test(contentType) ? form : undefined;
  };
}
