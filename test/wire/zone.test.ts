import fc from 'fast-check';
import { IANAZone } from 'luxon';
import { createZone, localToInstant, type LocalTime } from '../../src/wire/zone.js';

const newYork = createZone('America/New_York');

function local(text: string): LocalTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute, second, ms };
}

const instant = (text: string, zone = newYork): string => new Date(localToInstant(local(text), zone)).toISOString();

test.each([
  ['UTC', '2016-07-01T00:00:00Z', 0],
  ['utc', '2016-07-01T00:00:00Z', 0],
  ['America/New_York', '2016-07-01T00:00:00Z', -240],
  ['America/New_York', '2016-12-01T00:00:00Z', -300],
  ['Asia/Kathmandu', '2016-12-01T00:00:00Z', 345],
  ['Australia/Lord_Howe', '2017-01-01T00:00:00Z', 660],
])('%s at %s is %i minutes east of UTC', (name, at, minutes) => {
  expect(createZone(name).offset(Date.parse(at))).toBe(minutes);
});

test('the clocks change at the very second', () => {
  const change = Date.parse('2016-11-06T06:00:00Z');
  expect([change - 1, change, change + 1].map((at) => newYork.offset(at))).toEqual([-240, -300, -300]);
});

test('an unknown zone is refused by name', () => {
  expect(() => createZone('Mars/Olympus')).toThrow(
    'Unknown time zone "Mars/Olympus": an IANA name such as America/New_York is expected.',
  );
});

test('remembered offsets are those of the tz database, in any order of asking', () => {
  const zones = [
    'America/New_York',
    'Europe/London',
    'Africa/Casablanca',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Asia/Kolkata',
  ];
  const made = new Map(zones.map((name) => [name, createZone(name)]));
  const at = fc.date({ min: new Date('1972-01-01'), max: new Date('2037-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.constantFrom(...zones), at, (name, date) => {
      expect(made.get(name)?.offset(date.getTime())).toBe(IANAZone.create(name).offset(date.getTime()));
    }),
    { numRuns: 2000 },
  );
});

describe('a local time becomes an instant', () => {
  test.each([
    ['in winter', '2016-11-29T16:53:03.137', '2016-11-29T21:53:03.137Z'],
    ['in summer', '2016-07-29T16:53:03.000', '2016-07-29T20:53:03.000Z'],
    ['shown twice, as the first', '2016-11-06T01:30:00.000', '2016-11-06T05:30:00.000Z'],
    ['just before it is shown twice', '2016-11-06T00:59:59.999', '2016-11-06T04:59:59.999Z'],
    ['just after it was shown twice', '2016-11-06T02:00:00.000', '2016-11-06T07:00:00.000Z'],
    ['never shown, as one hour later', '2016-03-13T02:30:00.000', '2016-03-13T07:30:00.000Z'],
    ['just after the gap', '2016-03-13T03:00:00.000', '2016-03-13T07:00:00.000Z'],
  ])('%s', (_, text, expected) => {
    expect(instant(text)).toBe(expected);
  });

  test('and back to the same local time, but for the hours that were never shown', () => {
    const zones = ['America/New_York', 'Pacific/Kiritimati', 'Australia/Lord_Howe', 'UTC', 'America/St_Johns'].map(
      createZone,
    );
    const at = fc.date({ min: new Date('1972-01-01'), max: new Date('2037-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...zones), at, (zone, date) => {
        const shown = new Date(date.getTime() + zone.offset(date.getTime()) * 60_000).toISOString();
        const back = localToInstant(local(shown), zone);
        expect(new Date(back + zone.offset(back) * 60_000).toISOString()).toBe(shown);
        expect(back).toBeLessThanOrEqual(date.getTime());
      }),
      { numRuns: 1000 },
    );
  });
});
