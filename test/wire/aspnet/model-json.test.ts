import { aspnetModelJson } from '../../../src/wire/aspnet/json.js';
import { modelState } from '../../../src/wire/aspnet/replies.js';
import { faultOf } from '../faults.js';

const shape = {
  type: 'object',
  title: 'Customer',
  required: ['Name'],
  properties: {
    Name: { type: ['string', 'null'], maxLength: 5 },
    Late: { type: ['boolean', 'null'] },
    Bill: {
      anyOf: [
        {
          type: 'object',
          required: ['Paid', 'City', 'Mailed'],
          properties: {
            Paid: { type: 'boolean' },
            City: { type: ['string', 'null'] },
            Mailed: { type: ['boolean', 'null'] },
          },
        },
        { type: 'null' },
      ],
    },
  },
};

const stateOf = (text: string): unknown =>
  modelState('customer', faultOf(() => aspnetModelJson.decode(text, shape)).details.problems ?? [], true);

test('What the formatter and what the annotations find wrong is told together.', () => {
  expect(stateOf('{"Name":" \\u0085","late":"maybe","Bill":{"City":""}}')).toEqual({
    'customer.late': ["Could not convert string to boolean: maybe. Path 'late', line 1, position 32."],
    'customer.Bill': ["Required property 'Paid' not found in JSON. Path 'Bill', line 1, position 51."],
    'customer.Name': ['The Name field is required.'],
    'customer.Bill.City': ['The City field is required.'],
    'customer.Bill.Mailed': ['The Mailed field is required.'],
  });
});

test('A length counts UTF-16 units, and one that is right is no problem.', () => {
  expect(aspnetModelJson.decode('{"Name":"12345","Bill":null}', shape)).toEqual({ Name: '12345', Bill: null });
  expect(stateOf('{"Name":"😀😀😀"}')).toEqual({
    'customer.Name': ['The field Name must be a string with a maximum length of 5.'],
  });
});

test('An empty body is none, and a list where a model belongs is malformed.', () => {
  expect(aspnetModelJson.decode(' ', shape)).toBeUndefined();
  expect(aspnetModelJson.decode('null', shape)).toBeUndefined();
  expect(faultOf(() => aspnetModelJson.decode('[]', shape)).code).toBe('malformed');
});
