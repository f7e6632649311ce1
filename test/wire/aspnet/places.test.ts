import fc from 'fast-check';
import { lineAndPosition, memberPath, placesOf } from '../../../src/wire/aspnet/places.js';

const slices = (text: string): Record<string, string> =>
  Object.fromEntries([...placesOf(text)].map(([path, { start, end }]) => [path, text.slice(start, end)]));

test('every value of a lenient text is found where it stands', () => {
  const text = `{ /* "no": 1 */ "a" : "x\\"y" , 'b':[1, {c:true}, "],}"], // d: 2
    odd: null, 'e f': -1.5e3, "\\u0067": '' }`;
  expect(slices(text)).toEqual({
    '': text,
    a: '"x\\"y"',
    b: '[1, {c:true}, "],}"]',
    'b[0]': '1',
    'b[1]': '{c:true}',
    'b[1].c': 'true',
    'b[2]': '"],}"',
    odd: 'null',
    "['e f']": '-1.5e3',
    g: "''",
  });
});

test('of two members of one name the last is found', () => {
  expect(slices('{"a":1,"a":2}').a).toBe('2');
});

test('places agree with the parser, for any value', () => {
  const check = (value: unknown, path: string, found: Record<string, string>): void => {
    expect(JSON.parse(found[path] ?? '')).toEqual(value);
    if (Array.isArray(value)) value.forEach((item, index) => check(item, `${path}[${index}]`, found));
    else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) check(member, memberPath(path, name), found);
    }
  };
  const value = fc.object({
    key: fc.stringMatching(/^[a-z ."'\\[\]]+$/),
    values: [fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)],
  });
  fc.assert(
    fc.property(value, fc.constantFrom(0, 2), (sent, indent) => {
      const text = JSON.stringify(sent, null, indent);
      check(JSON.parse(text), '', slices(text));
    }),
  );
});

test.each([
  [0, 1, 0],
  [2, 1, 2],
  [4, 2, 1],
  [7, 3, 1],
  [9, 4, 1],
])('offset %i is line %i, position %i', (offset, line, position) => {
  expect(lineAndPosition('ab\nc\r\nd\re', offset)).toEqual({ line, position });
});
