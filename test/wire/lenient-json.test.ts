import fc from 'fast-check';
import { parseLenientJson } from '../../src/wire/lenient-json.js';
import { faultOf, resultOrCode } from './faults.js';

test.each([
  ["{'Name':'O\\'Brien'}", { Name: "O'Brien" }],
  ['{Name:"Ann",}', { Name: 'Ann' }],
  ['[1,2,]', [1, 2]],
  ['{/* who */"Name":"Ann"} // end', { Name: 'Ann' }],
  ['{"CustomerType":"","CustomerType":"B"}', { CustomerType: 'B' }],
  ["{CustomerType:'',CustomerType:'B'}", { CustomerType: 'B' }],
  ['"text"', 'text'],
  ['\r\n null ', null],
])('what Json.NET reads is read: %s', (text, value) => {
  expect(parseLenientJson(text)).toEqual(value);
});

test.each([
  ['{"Name":', 1, 9],
  ['{\n  "Name": what }', 2, 11],
  ['nothing', 1, 2],
  ['', 1, 1],
])('a syntax error is placed: %j', (text, line, position) => {
  expect(faultOf(() => parseLenientJson(text))).toMatchObject({
    code: 'malformed',
    details: { reason: 'syntax', line, position },
  });
});

test('a `__proto__` member stays a member of its own, for the check that refuses it', () => {
  for (const text of ['{"__proto__":{"a":1}}', "{'__proto__':{a:1}}"]) {
    const value = parseLenientJson(text) as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  }
});

test('an integer that a double cannot hold never turns into a small one', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n }), fc.boolean(), (integer, negative) => {
      const value = parseLenientJson(`${negative ? '-' : ''}${integer}`) as number;
      expect(Math.abs(value)).toBeGreaterThanOrEqual(2 ** 53);
    }),
  );
});

test('any value that was written as JSON reads back the same', () => {
  fc.assert(fc.property(fc.json(), (text) => expect(parseLenientJson(text)).toEqual(JSON.parse(text))));
});

test('hostile text is refused quickly, and by a fault', () => {
  const hostile = [
    '['.repeat(100_000),
    '{"a":'.repeat(100_000),
    '{a:'.repeat(80_000),
    "['".repeat(100_000),
    '/*'.repeat(500_000),
    `[${'1,'.repeat(500_000)}x`,
    `'${'\\u0041'.repeat(170_000)}`,
  ];
  for (const text of hostile) {
    const started = performance.now();
    expect(resultOrCode(() => parseLenientJson(text))).toBe('malformed');
    expect(performance.now() - started).toBeLessThan(3000);
  }
});

test('no text makes it throw anything but a fault', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    "'",
    '\\',
    '\\u',
    '/*',
    '*/',
    '//',
    '\n',
    'a',
    '0x',
    '-',
    '.',
    'e',
    'Infinity',
    '\u2028',
    '\ud800',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(pieces, fc.string())).map((all) => all.join('')),
      (text) => void resultOrCode(() => parseLenientJson(text)),
    ),
    { numRuns: 2000 },
  );
});
