import { aspnetForm } from '../../../src/wire/aspnet/form.js';
import { faultOf } from '../faults.js';

const shape = {
  type: 'object',
  title: 'Customer',
  required: ['Name', 'Age'],
  properties: {
    Name: { type: ['string', 'null'], maxLength: 5 },
    Age: { type: 'integer' },
    Late: { type: ['boolean', 'null'] },
    Bill: {
      anyOf: [
        {
          type: 'object',
          required: ['Paid', 'City'],
          properties: { Paid: { type: 'boolean' }, City: { type: ['string', 'null'] } },
        },
        { type: 'null' },
      ],
    },
  },
};

const read = (text: string): unknown => aspnetForm.decode(text, shape);
const problems = (text: string): unknown => faultOf(() => read(text)).details.problems;

test('Members are named in any letter case, and nested ones by a full stop or in brackets.', () => {
  const bill = { Paid: true, City: 'Ulm + Bonn' };
  expect(read('NAME=Ann&age=7&bill.paid=true&BILL[CITY]=Ulm+%2B+Bonn')).toEqual({ Name: 'Ann', Age: 7, Bill: bill });
});

test('An empty value is null, an unknown name nothing, and of two values the first counts.', () => {
  expect(read('Name=Ann&Name=Bob&Age=7&Late=&Other=1&Name.First=x')).toEqual({ Name: 'Ann', Age: 7, Late: null });
});

test('A form without anything is no body.', () => {
  expect(read('')).toBeUndefined();
});

test('Everything that is wrong is told at once: values, missing values, annotations.', () => {
  expect(problems('Name=Johnson&Late=maybe&Bill.City=')).toEqual([
    { member: 'Age', rule: 'required-value' },
    { member: 'Late', rule: 'value', value: 'maybe' },
    { member: 'Bill.Paid', rule: 'required-value' },
    { member: 'Name', rule: 'maxLength', limit: 5, value: 7 },
    { member: 'Bill.City', rule: 'required' },
  ]);
  expect(problems('Name=Ann&Age=')).toEqual([{ member: 'Age', rule: 'required-value' }]);
});

test.each([
  ['a character that cannot be stored', 'Name=%00'],
  ['a name that no object can have', '__proto__=1'],
  ['such a name inside', 'Bill[constructor]=1'],
  ['too many levels', `a${'.a'.repeat(70)}=1`],
  ['too many names', Array.from({ length: 1001 }, (_, i) => `n${i}=1`).join('&')],
])('A form with %s is malformed.', (_what, text) => {
  expect(faultOf(() => read(text)).code).toBe('malformed');
});
