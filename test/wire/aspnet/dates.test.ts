import fc from 'fast-check';
import { localDateTime, roundToTick, unspecifiedDateTime } from '../../../src/wire/aspnet/dates.js';
import { createZone } from '../../../src/wire/zone.js';

const newYork = createZone('America/New_York');
const kathmandu = createZone('Asia/Kathmandu');
const utc = createZone('UTC');

test.each([
  ['2016-11-29T21:53:03.137Z', '2016-11-29T16:53:03.137'],
  ['2016-07-29T20:53:03.050Z', '2016-07-29T16:53:03.05'],
  ['2016-07-29T20:53:03.600Z', '2016-07-29T16:53:03.6'],
  ['2016-07-29T20:53:00.000Z', '2016-07-29T16:53:00'],
  ['2017-01-01T04:59:59.999Z', '2016-12-31T23:59:59.999'],
])('the instant %s is the local time %s, without a zone', (instant, text) => {
  expect(unspecifiedDateTime(instant, newYork)).toBe(text);
  expect(unspecifiedDateTime(Date.parse(instant), newYork)).toBe(text);
});

test.each([
  [newYork, '2016-11-29T16:53:03.05-05:00'],
  [kathmandu, '2016-11-30T03:38:03.05+05:45'],
  [utc, '2016-11-29T21:53:03.05+00:00'],
])('a local date carries its offset: $name', (zone, text) => {
  expect(localDateTime('2016-11-29T21:53:03.050Z', zone)).toBe(text);
});

test('every form is the instant it was made from', () => {
  const instant = fc
    .date({ min: new Date('1000-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
    .map(Number);
  fc.assert(
    fc.property(instant, fc.constantFrom(newYork, kathmandu, utc), (at, zone) => {
      expect(Date.parse(`${unspecifiedDateTime(at, utc)}Z`)).toBe(at);
      fc.pre(at > Date.parse('1990-01-01'));
      expect(Date.parse(localDateTime(at, zone))).toBe(at);
    }),
  );
});

test('milliseconds are rounded to the ticks of SQL Server', () => {
  const rounded = (ms: number): string =>
    new Date(roundToTick(Date.parse('2016-01-01T23:59:59.000Z') + ms)).toISOString().slice(11, 23);
  expect([990, 991, 992, 993, 994, 995, 996, 997, 998].map(rounded)).toEqual(
    ['990', '990', '993', '993', '993', '997', '997', '997', '997'].map((ms) => `23:59:59.${ms}`),
  );
  expect(rounded(999)).toBe('00:00:00.000');
});

test('rounding is to the nearest of 300 ticks a second, before 1970 too, and leaves ticks alone', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 }), (at) => {
      const second = Math.floor(at / 1000) * 1000;
      const nearest = second + Math.round((Math.round((at - second) * 0.3) * 10) / 3);
      expect(roundToTick(at)).toBe(nearest);
      expect(roundToTick(nearest)).toBe(nearest);
    }),
  );
});
