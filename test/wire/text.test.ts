import fc from 'fast-check';
import { refuseUntransportable } from '../../src/wire/text.js';
import { faultOf } from './faults.js';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

describe('what no codec and database carries is refused where it comes in', () => {
  test.each([
    ['a NUL', 'a\u0000b'],
    ['an escape character', '\u001b[31m'],
    ['a vertical tab', '\u000b'],
    ['a high surrogate alone', 'a\ud83d'],
    ['a low surrogate alone', '\ude00a'],
    ['surrogates in the wrong order', '\ude00\ud83d'],
    ['U+FFFE', '\ufffe'],
    ['U+FFFF', '\uffff'],
  ])('%s', (_, text) => {
    for (const value of [text, [text], { deep: [{ member: text }] }, { [text]: 1 }]) {
      expect(faultOf(() => refuseUntransportable(value))).toMatchObject({
        code: 'malformed',
        details: { reason: 'character' },
      });
    }
  });

  test.each(['__proto__', 'constructor', 'prototype'])('a member called %s', (name) => {
    const value: unknown = JSON.parse(`{"a":[{"${name}":{"polluted":true}}]}`);
    expect(faultOf(() => refuseUntransportable(value))).toMatchObject({
      code: 'malformed',
      details: { reason: 'name' },
    });
  });

  test('more than 64 levels, at once even for a hundred thousand', () => {
    expect(() => refuseUntransportable(nested(64))).not.toThrow();
    for (const depth of [65, 100_000]) {
      expect(faultOf(() => refuseUntransportable(nested(depth)))).toMatchObject({ details: { reason: 'depth' } });
    }
  });
});

test.each(['tab\tline\r\nfeed', '😀 Ünïcödé', '\u007f\u0085\ue000\ufffd', '', 'O’Brien & Sons <Ltd> %_[]^'])(
  'ordinary text passes: %j',
  (text) => expect(() => refuseUntransportable({ text: [text], [text]: null })).not.toThrow(),
);

test('whatever is well-formed and printable passes', () => {
  const text = fc.string({ unit: 'grapheme' });
  const value = fc.dictionary(text, fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null), fc.array(text)));
  fc.assert(
    fc.property(value, (sent) => {
      fc.pre(!Object.keys(sent).some((name) => ['__proto__', 'constructor', 'prototype'].includes(name)));
      refuseUntransportable(sent);
    }),
  );
});
