import { createContractXml } from '../../../src/wire/aspnet/contract-xml.js';
import { fraction, shortFraction } from '../../../src/wire/aspnet/fraction.js';
import { aspnetJson } from '../../../src/wire/aspnet/json.js';
import { faultOf } from '../faults.js';

const codec = createContractXml('Shop.Models');

const shape = {
  type: 'object',
  title: 'Customer',
  required: ['Name'],
  properties: {
    Name: { type: ['string', 'null'], maxLength: 5 },
    Age: { type: 'integer' },
    Late: { type: ['boolean', 'null'] },
    Due: { type: ['number', 'null'] },
    Bill: {
      anyOf: [
        {
          type: 'object',
          properties: { Paid: { type: 'boolean' }, City: { type: ['string', 'null'] } },
        },
        { type: 'null' },
      ],
    },
  },
};

const namespaces =
  'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop.Models"';
const document = (members: string): string => `<Customer ${namespaces}>${members}</Customer>`;
const read = (members: string): unknown => codec.decode(document(members), shape);

describe('written', () => {
  test('Members stand in ordinal order, null is nil, and there is no declaration.', () => {
    const bill = { City: 'A & B', Paid: true };
    const customer = { name: 'z', Name: null, Due: fraction('15.10'), Age: shortFraction('1.0'), Bill: bill };
    expect(codec.encode(customer, 'Customer')).toBe(
      document(
        '<Age>1</Age><Bill><City>A &amp; B</City><Paid>true</Paid></Bill><Due>15.1</Due><Name i:nil="true" /><name>z</name>',
      ),
    );
  });

  test('A list is an ArrayOf its items.', () => {
    expect(codec.encode([{ Code: 'B' }, { Code: 'A' }], 'ArrayOfTerm')).toBe(
      `<ArrayOfTerm ${namespaces}><Term><Code>B</Code></Term><Term><Code>A</Code></Term></ArrayOfTerm>`,
    );
    expect(codec.encode([], 'ArrayOfTerm')).toBe(`<ArrayOfTerm ${namespaces} />`);
  });

  test('Objects of one name with other members are written with theirs.', () => {
    for (const members of [{ B: 1, A: 2 }, { C: 3, A: 2 }, { A: 2 }]) {
      const sorted = Object.entries(members).sort();
      const held = sorted.map(([name, value]) => `<${name}>${value}</${name}>`).join('');
      expect(codec.encode(members, 'Term')).toBe(`<Term ${namespaces}>${held}</Term>`);
    }
  });

  test('An error keeps its order, is in no namespace, and its keys are made names.', () => {
    const state = { 'customer.Bills[0].City': ['One.', 'Two.'], b: ['Three & four.'], _x0041_: ['x'] };
    expect(codec.encode({ Message: 'The request is invalid.', ModelState: state }, 'Error')).toBe(
      '<Error><Message>The request is invalid.</Message><ModelState>' +
        '<customer.Bills_x005B_0_x005D_.City>One. Two.</customer.Bills_x005B_0_x005D_.City>' +
        '<b>Three &amp; four.</b><_x005F_x0041_>x</_x005F_x0041_></ModelState></Error>',
    );
  });
});

describe('read', () => {
  test('Every type is read as its own, nil as null, and what is left out as the default of its type.', () => {
    expect(read('<Age> 7 </Age><Bill><City>Ulm</City></Bill><Due>-1.50</Due><Late>1</Late><Name> a </Name>')).toEqual({
      Age: 7,
      Bill: { City: 'Ulm', Paid: false },
      Due: -1.5,
      Late: true,
      Name: ' a ',
    });
    expect(read('<Bill i:nil="true" /><Due i:nil="1"/><Name>a</Name>')).toEqual({
      Age: 0,
      Bill: null,
      Due: null,
      Name: 'a',
    });
  });

  test('Elements after their turn, unknown ones, and those of another namespace are passed over.', () => {
    expect(read('<Name>a</Name><Age>7</Age>')).toEqual({ Age: 0, Name: 'a' });
    expect(read('<Extra><Age>1</Age></Extra><Name>a</Name><Name>b</Name>')).toEqual({ Age: 0, Name: 'a' });
    expect(read('<Age xmlns="urn:other">7</Age><Name>a</Name>text')).toEqual({ Age: 0, Name: 'a' });
  });

  test('What annotations find wrong is told at once.', () => {
    expect(faultOf(() => read('')).details.problems).toEqual([{ member: 'Name', rule: 'required' }]);
    expect(faultOf(() => read('<Name>Johnson</Name>')).details.problems).toEqual([
      { member: 'Name', rule: 'maxLength', limit: 5, value: 7 },
    ]);
  });

  test.each([
    ['another root', '<customer/>', "Element'  with name 'customer', namespace ''. "],
    ['no namespace', '<Customer/>', "Expecting element 'Customer' from namespace 'http://schemas.datacontract.org/"],
    ['a word for a number', document('<Age>x</Age>'), "The value 'x' cannot be parsed as the type 'Int32'."],
    [
      'a number too large',
      document('<Age>4294967296</Age>'),
      "The value '4294967296' cannot be parsed as the type 'Int32'.",
    ],
    ['nil for a number', document('<Age i:nil="true"/>'), "The value '' cannot be parsed as the type 'Int32'."],
    ['True for true', document('<Late>True</Late>'), "The value 'True' cannot be parsed as the type 'Boolean'."],
    ['elements in a text', document('<Name><b>x</b></Name>'), "Found element 'b' from namespace"],
  ])('A body with %s fails as a whole.', (_what, text, said) => {
    const { code, details } = faultOf(() => codec.decode(text, shape));
    expect(code).toBe('malformed');
    expect(details['text']).toContain(said);
  });

  test('Blanks are no body, and a document type is none of it.', () => {
    expect(codec.decode(' \r\n', shape)).toBeUndefined();
    const doctype = `<!DOCTYPE Customer [<!ENTITY x "y">]>${document('<Name>&x;</Name>')}`;
    expect(faultOf(() => codec.decode(doctype, shape)).code).toBe('malformed');
  });
});

test('In JSON a fraction is a number with one decimal at least, and text that looks like one is text.', () => {
  const value = { a: fraction('0'), b: fraction('12.50'), c: '\\u00011.0', d: '"\\u00012"' };
  const json = aspnetJson.encode(value);
  expect(json).toContain('"a":0.0,"b":12.50,');
  expect(JSON.parse(json)).toEqual({ ...value, a: 0, b: 12.5 });
});
