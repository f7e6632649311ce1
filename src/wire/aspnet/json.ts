import type { Codec, JsonSchema } from '../codec.js';
import { parseLenientJson } from '../lenient-json.js';
import { refuseUntransportable } from '../text.js';
import { bind, bound } from './bind.js';
import { withFractions } from './fraction.js';
import { validated } from './model.js';

function decode(text: string, shape?: JsonSchema): unknown {
  if (text.trim() === '') return undefined;
  const value = parseLenientJson(text);
  refuseUntransportable(value);
  return shape === undefined ? value : bind(value, shape, text);
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Json.NET escapes three line separators that JSON allows as they are (JavaScriptUtils.cs). */
function escaped(json: string): string {
  if (!json.includes('\u0085') && !json.includes('\u2028') && !json.includes('\u2029')) return json;
  return json.replaceAll(/[\u0085\u2028\u2029]/g, escapeOf);
}

/**
 * JSON as the framework's formatter reads and writes it: tolerant on the way in and bound to the shape's types, compact on
 * the way out. An empty body is undefined.
 */
export const aspnetJson: Codec = {
  id: 'json',
  media: ['application/json', 'text/json'],
  contentType: 'application/json; charset=utf-8',
  decode,
  encode: (value) => escaped(withFractions(JSON.stringify(value))),
};

function decodeModel(text: string, shape?: JsonSchema): unknown {
  if (shape === undefined || text.trim() === '') return decode(text, shape);
  const sent = parseLenientJson(text);
  refuseUntransportable(sent);
  const { value, problems } = bound(sent, shape, text);
  return validated(value, shape, problems);
}

/** The same for models with annotations, whose problems are told together with those of the types. */
export const aspnetModelJson: Codec = { ...aspnetJson, decode: decodeModel };
