import fc from 'fast-check';
import type { JsonSchema } from '../../../src/wire/codec.js';
import { bind } from '../../../src/wire/aspnet/bind.js';
import { faultOf, resultOrCode } from '../faults.js';

const address: JsonSchema = { title: 'Address', type: 'object', properties: { City: { type: 'string' } } };

const shape: JsonSchema = {
  title: 'Customer',
  type: 'object',
  properties: {
    ID: { type: 'integer' },
    UserID: { type: ['integer', 'null'] },
    Big: { type: 'integer', format: 'int64' },
    Balance: { type: 'number' },
    Rate: { type: ['number', 'null'], format: 'double' },
    IsDeleted: { type: 'boolean' },
    Paid: { type: ['boolean', 'null'] },
    Name: { type: 'string' },
    name2: { type: ['string', 'null'] },
    Ids: { type: 'array', items: { type: 'integer' } },
    Bill: { anyOf: [address, { type: 'null' }] },
    Bills: { type: 'array', items: address },
    Anything: {},
  },
};

test('names match exactly, else whatever their letter case, and unknown ones are dropped', () => {
  expect(bind({ ID: 1, NAME: 'a', Name2: 'b', odd: true, bill: { CITY: 'Rome', x: 1 } }, shape)).toEqual({
    ID: 1,
    Name: 'a',
    name2: 'b',
    Bill: { City: 'Rome' },
  });
  const twins: JsonSchema = { type: 'object', properties: { name: { type: 'string' }, Name: { type: 'string' } } };
  expect(bind({ Name: 'exact', name: 'too', NAME: 'first of them' }, twins)).toEqual({
    Name: 'exact',
    name: 'first of them',
  });
});

test('of two spellings of one member the later in the document wins', () => {
  expect(bind({ Name: 'a', name: 'b' }, shape)).toEqual({ Name: 'b' });
  expect(bind({ name: 'b', Name: 'a' }, shape)).toEqual({ Name: 'a' });
});

describe('scalars are converted as Json.NET converts them', () => {
  test.each<[string, unknown, unknown]>([
    ['Name', 5, '5'],
    ['Name', true, 'true'],
    ['Name', '', ''],
    ['Name', null, null],
    ['ID', '12', 12],
    ['ID', ' +12 ', 12],
    ['ID', -0, 0],
    ['ID', -2147483648, -2147483648],
    ['UserID', '', null],
    ['UserID', null, null],
    ['Big', 9007199254740991, 9007199254740991],
    ['Balance', '1,234.50', 1234.5],
    ['Balance', '1e2', 100],
    ['Balance', 0.1, 0.1],
    ['Rate', '', null],
    ['IsDeleted', 'True', true],
    ['IsDeleted', ' FALSE ', false],
    ['IsDeleted', 2, true],
    ['IsDeleted', 0, false],
    ['Paid', '', null],
    ['Ids', ['1', 2], [1, 2]],
    ['Ids', null, null],
    ['Ids', '', null],
    ['Bill', '', null],
    ['Bill', null, null],
    ['Bills', [{ city: 'Rome' }, null], [{ City: 'Rome' }, null]],
    ['Anything', { a: [1, '2'] }, { a: [1, '2'] }],
  ])('%s: %j', (member, sent, bound) => {
    expect(bind({ [member]: sent }, shape)).toStrictEqual({ [member]: bound });
  });
});

describe('what cannot be converted is reported in the words of Json.NET', () => {
  test.each([
    ['{"UserID":"abc"}', "Could not convert string to integer: abc. Path 'UserID', line 1, position 15."],
    ['{"ID":1.5}', "Input string '1.5' is not a valid integer. Path 'ID', line 1, position 9."],
    ['{"ID":1e20}', "Input string '1e20' is not a valid integer. Path 'ID', line 1, position 10."],
    [
      '{"ID":2147483648}',
      "JSON integer 2147483648 is too large or small for an Int32. Path 'ID', line 1, position 16.",
    ],
    [
      '{"ID":12345678901234567890}',
      "JSON integer 12345678901234567890 is too large or small for an Int32. Path 'ID', line 1, position 26.",
    ],
    ['{"ID":"2147483648"}', "Could not convert string to integer: 2147483648. Path 'ID', line 1, position 18."],
    ['{"ID":true}', "Unexpected character encountered while parsing value: t. Path 'ID', line 1, position 7."],
    ['{"ID":[1]}', "Unexpected character encountered while parsing value: [. Path 'ID', line 1, position 7."],
    ['{"ID":null}', "Error converting value {null} to type 'System.Int32'. Path 'ID', line 1, position 10."],
    ['{"ID":""}', "Error converting value {null} to type 'System.Int32'. Path 'ID', line 1, position 8."],
    [
      '{"Big":9007199254740993}',
      "JSON integer 9007199254740993 is too large or small for an Int64. Path 'Big', line 1, position 23.",
    ],
    ['{"Balance":"much"}', "Could not convert string to decimal: much. Path 'Balance', line 1, position 17."],
    ['{"Rate":"."}', "Could not convert string to double: .. Path 'Rate', line 1, position 11."],
    ['{"IsDeleted":"yes"}', "Could not convert string to boolean: yes. Path 'IsDeleted', line 1, position 18."],
    ['{"Name":{"a":1}}', "Unexpected character encountered while parsing value: {. Path 'Name', line 1, position 9."],
    ['{\r\n  "ids": [ 1,\r\n "x" ]}', "Could not convert string to integer: x. Path 'ids[1]', line 3, position 4."],
    [
      '{"Bills":[{"City":[]}]}',
      "Unexpected character encountered while parsing value: [. Path 'Bills[0].City', line 1, position 19.",
    ],
    ['{"Bill":"Rome"}', "Error converting value \"Rome\" to type 'Address'. Path 'Bill', line 1, position 14."],
    ['{"Bill":true}', "Error converting value True to type 'Address'. Path 'Bill', line 1, position 12."],
    [
      '{"Ids":7}',
      "Error converting value 7 to type 'System.Collections.Generic.List`1[System.Object]'. Path 'Ids', line 1, position 8.",
    ],
  ])('%s', (text, expected) => {
    const fault = faultOf(() => bind(JSON.parse(text), shape, text));
    expect(fault.code).toBe('invalid');
    expect(fault.details.problems).toMatchObject([{ rule: 'conversion', text: expected }]);
  });
});

test('every problem is collected, under the declared name and the sent one', () => {
  const fault = faultOf(() => bind({ id: 'x', bill: { city: {} }, Ids: [true] }, shape));
  expect(fault.details.problems).toMatchObject([
    { member: 'ID', path: 'id', value: 'x', text: "Could not convert string to integer: x. Path 'id'." },
    { member: 'Bill.City', path: 'bill.city' },
    { member: 'Ids[0]', path: 'Ids[0]' },
  ]);
});

test('a huge list of mistakes is reported in part, and quickly', () => {
  const text = JSON.stringify({ Ids: Array(100_000).fill('x') });
  const started = performance.now();
  expect(faultOf(() => bind(JSON.parse(text), shape, text)).details.problems).toHaveLength(100);
  expect(performance.now() - started).toBeLessThan(5000);
});

test('a number in the place of a text keeps the digits it was written with', () => {
  const text = '{"Name":12345678901234567890, "name2": 1.50}';
  expect(bind(JSON.parse(text), shape, text)).toEqual({ Name: '12345678901234567890', name2: '1.50' });
});

test('nothing at all is bound to nothing', () => {
  expect(bind(null, shape)).toBeUndefined();
  expect(bind(undefined, shape)).toBeUndefined();
});

test.each([
  [
    '[1]',
    /^Cannot deserialize the current JSON array .* into type 'Customer' .*\r\nTo fix .*\r\nPath '', line 1, position 1\.$/s,
  ],
  ['"abc"', /^Error converting value "abc" to type 'Customer'\. Path '', line 1, position 5\.$/],
  ['7', /^Error converting value 7 to type 'Customer'\. Path '', line 1, position 1\.$/],
])('a body that is no object is malformed: %s', (text, expected) => {
  const fault = faultOf(() => bind(JSON.parse(text), shape, text));
  expect(fault).toMatchObject({ code: 'malformed', details: { text: expect.stringMatching(expected) as unknown } });
});

test('a shape may contain itself', () => {
  const node: { type: string; properties: Record<string, JsonSchema> } = {
    type: 'object',
    properties: { id: { type: 'integer' } },
  };
  node.properties.child = node;
  expect(bind({ ID: '1', Child: { Id: '2', child: { id: 3 } } }, node)).toEqual({
    id: 1,
    child: { id: 2, child: { id: 3 } },
  });
});

test('whatever fits the shape is bound as it is', () => {
  const fitting = fc.record(
    {
      ID: fc.integer(),
      UserID: fc.option(fc.integer()),
      Balance: fc.double({ noNaN: true, noDefaultInfinity: true }),
      IsDeleted: fc.boolean(),
      Name: fc.string(),
      Ids: fc.array(fc.integer()),
      Bill: fc.option(fc.record({ City: fc.string() })),
    },
    { requiredKeys: [] },
  );
  fc.assert(fc.property(fitting, (value) => expect(bind(value, shape)).toEqual(value)));
});

test('no JSON value makes it throw anything but a fault, with or without its text', () => {
  const names = fc.constantFrom(...Object.keys(shape.properties ?? {}), 'odd name', "o'dd", 'x.y');
  const value = fc.oneof(fc.jsonValue(), fc.dictionary(names, fc.oneof(fc.jsonValue(), fc.string(), fc.double())));
  fc.assert(
    fc.property(value, fc.boolean(), (sent, withText) => {
      const text = JSON.stringify(sent);
      resultOrCode(() => bind(JSON.parse(text), shape, withText ? text : undefined));
    }),
    { numRuns: 2000 },
  );
});
