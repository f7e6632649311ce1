import type { Customer } from '../../src/core/customers/model.js';
import { shownKey, shownName } from '../../src/core/customers/shown-name.js';

type Called = Pick<Customer, 'name' | 'contacts'>;

const customer = (called: Called): Customer => ({
  ...called,
  id: 7,
  version: 1,
  status: 'active',
  createdAt: '2026-01-01T00:00:00.000Z',
});

const primary = { first: 'Victor', last: 'Washington' };
const billing = { first: 'Anna', last: 'Brown' };

const cases: readonly (readonly [who: string, called: Called, shown: string])[] = [
  ['one with a name is shown by it', { name: 'Old Dominion Hardware', contacts: { primary } }, 'Old Dominion Hardware'],
  ['one without is shown by first and last name', { contacts: { primary, billing } }, 'Victor Washington'],
  ['an empty name is none', { name: '', contacts: { primary } }, 'Victor Washington'],
  ['a name of blanks is one', { name: '  ', contacts: { primary } }, '  '],
  ['the billing contact stands in', { contacts: { billing } }, 'Anna Brown'],
  ['and for each member by itself', { contacts: { primary: { first: 'Victor' }, billing } }, 'Victor Brown'],
  ['but not for what was cleared on purpose', { contacts: { primary: { ...primary, last: '' }, billing } }, 'Victor'],
  ['the last name alone will do', { contacts: { primary: { last: 'Washington' } } }, 'Washington'],
  ['the sales contact stands for nobody', { contacts: { sales: primary } }, '#7'],
  ['one without any is shown by its id', {}, '#7'],
  ['and so is one whose names are all empty', { name: '', contacts: { primary: { first: '', last: '' } } }, '#7'],
];

test.each(cases)('of customers, %s', (_who, called, shown) => {
  expect(shownName(customer(called))).toBe(shown);
});

test('customers are sorted by their folded name, which counts 200 whole characters', () => {
  expect(shownKey(customer({ name: 'ΟΔΟΣ E\u0301clair  ' }))).toBe('οδοσ éclair');
  expect(shownKey(customer({ name: `${'😀'.repeat(199)}ABC` }))).toBe(`${'😀'.repeat(199)}a`);
  expect(shownKey(customer({ name: '😀'.repeat(200) }))).toBe('😀'.repeat(200));
});
