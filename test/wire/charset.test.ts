import fc from 'fast-check';
import { decodeText } from '../../src/wire/charset.js';
import { faultOf, resultOrCode } from './faults.js';

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);
const littleMark = Buffer.from([0xff, 0xfe]);
const bigMark = Buffer.from([0xfe, 0xff]);
const little = (text: string): Buffer => Buffer.from(text, 'utf16le');
const big = (text: string): Buffer => little(text).swap16();

describe('a body is read in the charset it names', () => {
  test.each([
    ['utf-8 when it names none', undefined, Buffer.from('Zoë 😀'), 'Zoë 😀'],
    ['utf-8', 'utf-8', Buffer.from('Zoë'), 'Zoë'],
    ['iso-8859-1, which is windows-1252 in practice', 'iso-8859-1', Buffer.from([0x5a, 0x6f, 0xeb, 0x80]), 'Zoë€'],
    ['us-ascii', 'us-ascii', Buffer.from('Zoe'), 'Zoe'],
    ['utf-16, little endian without a mark', 'utf-16', little('Zoë'), 'Zoë'],
    ['utf-16be', 'utf-16be', big('Zoë'), 'Zoë'],
  ])('%s', (_, charset, bytes, text) => {
    expect(decodeText(bytes, charset)).toBe(text);
  });
});

describe('a byte order mark outranks the charset and is not part of the text', () => {
  test.each([
    ['UTF-8', Buffer.concat([utf8Mark, Buffer.from('{}')])],
    ['UTF-16LE', Buffer.concat([littleMark, little('{}')])],
    ['UTF-16BE', Buffer.concat([bigMark, big('{}')])],
  ])('%s', (_, bytes) => {
    for (const charset of [undefined, 'utf-8', 'utf-16', 'iso-8859-1', 'klingon'])
      expect(decodeText(bytes, charset)).toBe('{}');
  });
});

describe('bytes that are not in the charset are refused', () => {
  test.each([
    ['Latin-1 sent as utf-8', undefined, Buffer.from([0x5a, 0x6f, 0xeb])],
    ['an overlong slash', 'utf-8', Buffer.from([0xc0, 0xaf])],
    ['a surrogate in utf-8', 'utf-8', Buffer.from([0xed, 0xa0, 0x80])],
    ['half a character of utf-16', 'utf-16', Buffer.from([0x41])],
    ['a lone surrogate in utf-16', 'utf-16', Buffer.from([0x00, 0xd8])],
    ['an eighth bit in us-ascii', 'us-ascii', Buffer.from([0xeb])],
  ])('%s', (_, charset, bytes) => {
    expect(faultOf(() => decodeText(bytes, charset)).code).toBe('malformed');
  });
});

test('an unknown charset is refused by name', () => {
  expect(faultOf(() => decodeText(Buffer.from('a'), 'klingon'))).toMatchObject({
    code: 'media-type-unsupported',
    details: { charset: 'klingon' },
  });
});

test('any bytes give text or a refusal', () => {
  const charset = fc.constantFrom(undefined, 'utf-8', 'utf-16', 'utf-16be', 'iso-8859-1', 'us-ascii');
  fc.assert(
    fc.property(fc.uint8Array(), charset, (bytes, name) => {
      expect(typeof resultOrCode(() => decodeText(Buffer.from(bytes), name))).toBe('string');
    }),
  );
});

test('any text comes back from the bytes it was written in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.startsWith('\ufeff'));
      expect(decodeText(Buffer.from(text))).toBe(text);
      expect(decodeText(big(text), 'utf-16be')).toBe(text);
      expect(decodeText(Buffer.concat([littleMark, little(text)]))).toBe(text);
    }),
  );
});
