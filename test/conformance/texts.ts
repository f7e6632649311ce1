import fc, { type Arbitrary } from 'fast-check';

/** What has gone wrong before, or easily could: markup, quotes, line ends, blanks, look-alikes, pairs, lengths. */
const awkward = [
  '',
  ' ',
  ' x ',
  '\t',
  '\r',
  '\n',
  'a\r\nb',
  '"',
  "'",
  '\\',
  '\\u0041',
  '<a>&amp;</a>',
  ']]>',
  '<!-- -->',
  '{{text}}',
  '%_[]^',
  '()',
  '(804) 123-45.67',
  '0',
  '007',
  '1e3',
  '-1',
  '1.50',
  'null',
  'undefined',
  'true',
  '__proto__',
  'B',
  'b',
  '2016-11-29T16:53:03.137',
  '\u0085',
  '\u00a0',
  '\u2028\u2029',
  '\ufeff',
  '\ufffd',
  'e\u0301',
  'é',
  'İı',
  '😀',
  '👩‍👩‍👧',
  'مرحبا',
  '日本',
];

const character = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.constantFrom(...awkward.filter(({ length }) => length > 0 && length < 3)) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
);

/** Around the lengths vendors give their columns, a pair of surrogates at every cut. */
const long = fc
  .tuple(
    fc.constantFrom(4, 15, 35, 40, 50, 64, 100, 120, 200, 255, 256, 4000, 4001),
    fc.constantFrom('x', ' ', '😀', 'x😀'),
  )
  .map(([length, unit]) => unit.repeat(Math.ceil((length + 1) / unit.length)).slice(0, length))
  .map((text) => text.replace(/[\ud800-\udbff]$/, 'x'));

/** Any text that may reach the core: everything XML 1.0 can carry. */
export const texts: Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...awkward) },
  { weight: 4, arbitrary: fc.string({ unit: character, maxLength: 12 }) },
  { weight: 1, arbitrary: long },
);

/** An instant as the core keeps it. */
export const instants: Arbitrary<string> = fc
  .integer({ min: Date.UTC(1900, 0), max: Date.UTC(2100, 0) })
  .map((at) => new Date(at).toISOString());

/** 32 bits. */
export const integers: Arbitrary<number> = fc.oneof(
  fc.integer({ min: -3, max: 300 }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
);
