import fc from 'fast-check';
import { perlJson } from '../../../dialects/n2fe/wire/codecs.js';
import { parsePerlJson } from '../../../dialects/n2fe/wire/perl-json.js';
import { pretty, prettyItems } from '../../../dialects/n2fe/wire/pretty.js';
import { Fault } from '../../../src/core/fault.js';

function complaint(text: string): unknown {
  try {
    parsePerlJson(text);
  } catch (error) {
    if (error instanceof Fault) return (error as Fault).details['text'];
    throw error;
  }
  return undefined;
}

const neither = 'malformed JSON string, neither tag, array, object, number, string or atom';

test.each([
  ['', `${neither}, at character offset 0 (before "(end of string)")`],
  ['bare', `${neither}, at character offset 0 (before "bare")`],
  ['[1,2, 3,4,,]', `${neither}, at character offset 10 (before ",]")`],
  ['[é,1]', `${neither}, at character offset 1 (before "\\x{e9},1]")`],
  ['{"é":x}', `${neither}, at character offset 6 (before "x}")`],
  ['{"f":NaN,\n  "other" : "name"}', `${neither}, at character offset 5 (before "NaN,\\n  "other" : "n...")`],
  ['naughty', `'null' expected, at character offset 0 (before "naughty")`],
  ['01', 'malformed number (leading zero must not be followed by another digit), at character offset 1 (before "1")'],
  ['-0.', 'malformed number (no digits after decimal point), at character offset 3 (before "(end of string)")'],
  ['-0e', 'malformed number (no digits after exp sign), at character offset 3 (before "(end of string)")'],
  ['-e+1', 'malformed number (no digits after initial minus), at character offset 1 (before "e+1")'],
  ['[5', ', or ] expected while parsing array, at character offset 2 (before "(end of string)")'],
  ['{"5"', `':' expected, at character offset 4 (before "(end of string)")`],
  ['{"5":null', ', or } expected while parsing object/hash, at character offset 9 (before "(end of string)")'],
  ['{5:1}', `'"' expected, at character offset 1 (before "5:1}")`],
  ['["\\x"]', 'illegal backslash escape sequence in string, at character offset 2 (before "\\\\x"]")'],
  ['["\\u12"]', 'exactly four hexadecimal digits expected, at character offset 4 (before "12"]")'],
  ['["\\ud800"]', 'missing low surrogate character in surrogate pair, at character offset 8 (before ""]")'],
  ['["\\ud800\\u1234"]', 'surrogate pair expected, at character offset 14 (before ""]")'],
  ['["\\udc00"]', 'missing high surrogate character in surrogate pair, at character offset 8 (before ""]")'],
  ['["\t"]', 'invalid character encountered while parsing JSON string, at character offset 2 (before "\\t"]")'],
  ['["a', 'unexpected end of string while parsing JSON string, at character offset 3 (before "(end of string)")'],
  ['[] x', 'garbage after JSON object, at character offset 3 (before "x")'],
])('%j is refused in the words of the module', (text, expected) => {
  expect(complaint(text)).toBe(expected);
});

const numRuns = 2000;

/** As JSON.parse has it, but that integers it could not hold are texts. */
const parsed = (text: string): unknown =>
  JSON.parse(text, (_name, value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21
      ? String(value)
      : value,
  );

test('what any JSON writer writes is read as it was', () => {
  const objects = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
  fc.assert(
    fc.property(objects, fc.nat(4), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(parsePerlJson(text)).toEqual(parsed(text));
    }),
    { numRuns },
  );
});

test('any text is read as a stricter JSON.parse reads it, or refused', () => {
  const pieces = ['{', '}', '[', ']', ',', ':', '"', '"a"', '\\', '\\u00e9', '1', '-0.5e3', 'null', 'true', ' ', 'é'];
  const texts = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())).map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      fc.pre(!/\d{16}/.test(text));
      if (complaint(text) === undefined) expect(parsePerlJson(text)).toEqual(JSON.parse(text));
      else expect(typeof complaint(text)).toBe('string');
    }),
    { numRuns },
  );
});

test('an integer keeps all its digits, and the last of two members of one name counts', () => {
  expect(parsePerlJson('{"a":1,"a":-12345678901234567890,"b":1e3}')).toEqual({ a: '-12345678901234567890', b: 1000 });
});

test('a pretty list is the same text whether it is written at once or as its items come', async () => {
  async function* each(items: readonly unknown[]) {
    yield* items;
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), async (items) => {
      let text = '';
      for await (const piece of prettyItems(each(items))) text += piece;
      expect(text).toBe(pretty(items));
    }),
  );
});

test('pretty is three blanks a level and a blank on both sides of a colon', () => {
  expect(perlJson('application/json').encode({ a: [], b: {}, c: [1, { d: 'x/\té' }], e: null, f: undefined })).toBe(
    '{\n   "a" : [],\n   "b" : {},\n   "c" : [\n      1,\n      {\n         "d" : "x/\\té"\n      }\n   ],\n   "e" : null\n}\n',
  );
});
