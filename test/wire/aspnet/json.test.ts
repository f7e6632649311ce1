import fc from 'fast-check';
import { aspnetJson } from '../../../src/wire/aspnet/json.js';
import type { JsonSchema } from '../../../src/wire/codec.js';
import { faultOf, resultOrCode } from '../faults.js';

const shape: JsonSchema = { type: 'object', properties: { ID: { type: 'integer' }, Name: { type: 'string' } } };

test('a body is read leniently and bound to its shape', () => {
  expect(aspnetJson.decode("{id:'7', Name:12, odd:1,} // sent by hand", shape)).toEqual({ ID: 7, Name: '12' });
});

test.each(['', ' \r\n ', 'null'])('an empty body is nothing: %j', (text) => {
  expect(aspnetJson.decode(text, shape)).toBeUndefined();
});

test('without a shape the value stays as it came', () => {
  expect(aspnetJson.decode('{"a":[1,"2",null]}')).toEqual({ a: [1, '2', null] });
});

test.each([
  ['a control character', '{"Name":"a\\u0000"}'],
  ['a lone surrogate', '{"Name":"\\ud83d"}'],
  ['one in a member that would be dropped', '{"odd":"\\uffff"}'],
  ['a poisoned name', '{"__proto__":{"ID":1}}'],
  ['a hundred thousand brackets', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['a list', '[1]'],
  ['no JSON', '<Customer/>'],
])('%s is malformed', (_, text) => {
  expect(faultOf(() => aspnetJson.decode(text, shape)).code).toBe('malformed');
});

test('an answer is compact, leaves undefined members out and keeps null', () => {
  const value = { ID: 1, Name: undefined, Note: null, Text: 'Zoë </b> "\u2028\u0085' };
  expect(aspnetJson.encode(value)).toBe('{"ID":1,"Note":null,"Text":"Zoë </b> \\"\\u2028\\u0085"}');
  expect(aspnetJson.encode('done')).toBe('"done"');
});

test('what is written reads back the same', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false, stringUnit: 'grapheme' }), (value) => {
      const read = resultOrCode(() => aspnetJson.decode(aspnetJson.encode(value)));
      if (read !== 'malformed') expect(read).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
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
    'ID',
    'Name',
    '1',
    '1.5',
    'null',
    '//',
    '/*',
    '*/',
    '\n',
  );
  const text = fc.array(pieces).map((all) => all.join(''));
  fc.assert(
    fc.property(text, (sent) => void resultOrCode(() => aspnetJson.decode(sent, shape))),
    { numRuns: 3000 },
  );
});
