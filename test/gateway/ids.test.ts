import type { Contents } from '../support/contents.js';
import { openHouse, type House } from './house.js';
import { get, m4, member, post } from './http.js';

let house: House;
let before: Contents;

beforeAll(async () => {
  house = await openHouse();
  before = house.contents();
});

afterAll(() => house.stop());

afterEach(() => expect(house.contents()).toEqual(before));

test.each(['2147483648', '-2147483649', '99999999999999999999', '1.5', '1e2', '0x7d', '125abc', 'NaN', '%D9%A1', '١'])(
  '%s in a path is no ID: 400 in the words of the framework',
  async (id) => {
    for (const action of ['GetCustomer', 'GetStructures', 'GetCustomersByStructure']) {
      const answer = await get(house.url, encodeURI(decodeURI(m4(`${action}/${id}`))));
      expect(answer.status).toBe(400);
      expect(member(answer, 'Message')).toBe('The request is invalid.');
    }
  },
);

test.each([
  ['2147483647', '2147483647'],
  ['0', '0'],
  ['-1', '-1'],
  ['-2147483648', '-2147483648'],
  ['+404', '404'],
  ['000404', '404'],
])('%s in a path is an ID that nobody has: 404', async (id, shown) => {
  const answer = await get(house.url, m4(`GetCustomer/${id}`));
  expect(answer.status).toBe(404);
  expect(member(answer, 'Message')).toBe(`The customer with ID [${shown}] does not exist.`);
});

/** Actions that take the ID in their body. */
const byId = ['UpdateCustomer', 'RemoveCustomer', 'ReactivateCustomer', 'LinkStructures', 'UnlinkStructures'];

const bodies = [
  '2147483648',
  '-2147483649',
  '1e400',
  '-1e400',
  '1.5',
  '"1.5"',
  '"abc"',
  '"0x7d"',
  'true',
  '{}',
  '[125]',
];

test.each(bodies)('%s as the ID of a body is refused with 400', async (id) => {
  for (const action of byId) {
    const answer = await post(house.url, m4(action), `{"ID":${id},"StructureIDList":[25]}`);
    expect([action, answer.status]).toEqual([action, 400]);
  }
});

test.each(['0', '-1', '-2147483648', 'null', '""'])(
  '%s as the ID of a body is refused: it must be above 0',
  async (id) => {
    for (const action of byId) {
      const answer = await post(house.url, m4(action), `{"ID":${id},"StructureIDList":[25]}`);
      expect([action, answer.status]).toEqual([action, 400]);
      expect(answer.text).toMatch(/must be greater than 0/);
    }
  },
);

test.each(['2147483648', '1.5', '"x"', 'true', '{}', '[1]', '9007199254740993'])(
  '%s as a UserID, a SourceID or a structure is refused with 400',
  async (id) => {
    for (const members of [`"UserID":${id}`, `"SourceTable":"T","SourceID":${id}`, `"StructureIDList":[25,${id}]`]) {
      const answer = await post(house.url, m4('AddCustomer'), `{"CustomerType":"B",${members}}`);
      expect([members, answer.status]).toEqual([members, 400]);
    }
  },
);

test.each(['"125"', '" 125 "', '125.0', '1.25e2'])('%s as the ID of a body is 125', async (id) => {
  const answer = await post(house.url, m4('LinkStructures'), `{"ID":${id},"StructureIDList":[]}`);
  expect([id, answer.status, answer.text]).toEqual([id, 200, '{"ID":125,"StructureIDList":[]}']);
});
