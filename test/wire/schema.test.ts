import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createSchemas, type Schemas } from '../../src/wire/schema.js';
import { freshFolder } from '../support/folders.js';
import { faultOf } from './faults.js';

const draft = 'https://json-schema.org/draft/2020-12/schema';
let folder: string;
let schemas: Schemas;

function write(path: string, schema: object): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), JSON.stringify({ $schema: draft, $id: path, ...schema }));
}

beforeAll(async () => {
  folder = await freshFolder();
  schemas = createSchemas(folder);
  write('v/address.json', {
    type: 'object',
    required: ['City'],
    properties: { City: { type: 'string', maxLength: 5 } },
    $defs: { 'code/short': { type: 'string', pattern: '^[A-Z]{2}$' } },
  });
  write('v/customer.json', {
    type: 'object',
    required: ['Name'],
    additionalProperties: false,
    properties: {
      Name: { type: 'string', minLength: 1 },
      UserID: { type: ['integer', 'null'], format: 'int32', minimum: 1 },
      Ids: { type: 'array', items: { type: 'integer' } },
      Kind: { enum: ['B', 'R'] },
      At: { type: 'string', format: 'date-time' },
      Code: { $ref: 'address.json#/$defs/code~1short' },
      Address: { $ref: 'address.json' },
      Children: { type: 'array', items: { $ref: '#' } },
    },
  });
});

interface Sample {
  readonly Name: string;
}

test('a valid value comes back as it is, typed', () => {
  const value = { Name: 'Ann', UserID: null, Ids: [1], Address: { City: 'Rome', Zip: 1 }, Children: [{ Name: 'Bob' }] };
  const checked: Sample = schemas.load<Sample>('v/customer.json').check(value);
  expect(checked).toBe(value);
});

test.each([
  ['a missing member', {}, { member: 'Name', rule: 'required' }],
  ['a wrong type', { Name: 5 }, { member: 'Name', rule: 'type', limit: 'string', value: 5 }],
  ['a text too short', { Name: '' }, { member: 'Name', rule: 'minLength', limit: 1, value: '' }],
  ['a wrong item', { Name: 'A', Ids: [1, 2, 'x'] }, { member: 'Ids[2]', rule: 'type', limit: 'integer', value: 'x' }],
  ['an unknown member', { Name: 'A', Odd: 1 }, { member: 'Odd', rule: 'additionalProperties' }],
  ['a number too small', { Name: 'A', UserID: 0 }, { member: 'UserID', rule: 'minimum', limit: 1, value: 0 }],
  [
    'more than 32 bits',
    { Name: 'A', UserID: 2 ** 31 },
    { member: 'UserID', rule: 'format', limit: 'int32', value: 2 ** 31 },
  ],
  ['a value off the list', { Name: 'A', Kind: 'X' }, { member: 'Kind', rule: 'enum', value: 'X' }],
  ['no date', { Name: 'A', At: 'soon' }, { member: 'At', rule: 'format', limit: 'date-time', value: 'soon' }],
  ['a member of another file', { Name: 'A', Address: {} }, { member: 'Address.City', rule: 'required' }],
  [
    'part of another file',
    { Name: 'A', Code: 'x' },
    { member: 'Code', rule: 'pattern', limit: '^[A-Z]{2}$', value: 'x' },
  ],
  [
    'something far inside',
    { Name: 'A', Children: [{ Name: 'B', Address: { City: 'London' } }] },
    { member: 'Children[0].Address.City', rule: 'maxLength', limit: 5, value: 'London' },
  ],
  ['no object at all', [], { member: '', rule: 'type', limit: 'object', value: [] }],
])('%s is reported with its place and its rule', (_, value, problem) => {
  expect(faultOf(() => schemas.load('v/customer.json').check(value))).toMatchObject({
    code: 'invalid',
    details: { problems: [problem] },
  });
});

test('every problem is reported, up to a hundred', () => {
  const all = faultOf(() => schemas.load('v/customer.json').check({ UserID: 0, Kind: 'X' })).details.problems;
  expect(all?.map(({ member }) => member).sort()).toEqual(['Kind', 'Name', 'UserID']);
  const many = faultOf(() => schemas.load('v/customer.json').check({ Name: 'A', Ids: Array(5000).fill('x') })).details
    .problems;
  expect(many).toHaveLength(100);
});

test('a part of a file is a schema too', () => {
  const code = schemas.load<string>('v/address.json#/$defs/code~1short');
  code.compile();
  expect(code.check('IT')).toBe('IT');
  expect(code.id).toBe('v/address.json#/$defs/code~1short');
});

test('decoders see the members behind references', () => {
  const { json } = schemas.load('v/customer.json');
  expect(json.properties?.Address?.properties?.City).toEqual({ type: 'string', maxLength: 5 });
  expect(json.properties?.Children?.items).toBe(json);
});

test('a schema that is not what its path says stops the start, in words', () => {
  write('v/moved.json', { $id: 'v/original.json' });
  write('v/dangling.json', { $ref: 'address.json#/$defs/none' });
  expect(() => schemas.load('v/moved.json')).toThrow(
    'Schema v/moved.json: its $id is "v/original.json", not its path.',
  );
  expect(() => schemas.load('v/dangling.json')).toThrow('No schema at v/address.json#/$defs/none.');
  expect(() => schemas.load('v/address.json#city')).toThrow('Schema : cannot follow');
  expect(() => schemas.load('v/none.json')).toThrow('ENOENT');
});
