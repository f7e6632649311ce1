import { dialects } from '../../dialects/index.js';
import type { Flags } from '../../src/config.js';
import { ask, start, stopAll } from './gateway.js';

afterEach(stopAll);

interface Shown {
  readonly CreateDate: string;
}

/** What M4 shows as the time at which each of these customers was made. */
async function shown(instants: readonly string[], flags: Flags, env: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const { app } = await start({ modules: dialects.filter(({ id }) => id === 'm4'), flags, env });
  const headers = { Authorization: 'Bearer token', 'Content-Type': 'application/json' };
  const found: string[] = [];
  for (const [index, createdAt] of instants.entries()) {
    const body = JSON.stringify({ id: index + 1, name: 'Early Bird', createdAt });
    expect((await ask(app.adminUrl, '/v1/customers', { method: 'POST', headers, body })).status).toBe(201);
    const { text } = await ask(app.vendorUrl, `/Billing/Customer/GetCustomer/${index + 1}`);
    found.push((JSON.parse(text) as Shown).CreateDate);
  }
  return found;
}

test('When clocks are set forward in New York, the hour they skip is never shown.', async () => {
  const instants = ['2025-03-09T06:30:00.000Z', '2025-03-09T06:59:59.997Z', '2025-03-09T07:00:00.000Z'];
  expect(await shown([...instants, '2025-07-01T12:00:00.000Z'], { timeZone: 'America/New_York' })).toEqual([
    '2025-03-09T01:30:00',
    '2025-03-09T01:59:59.997',
    '2025-03-09T03:00:00',
    '2025-07-01T08:00:00',
  ]);
});

test('When clocks are set back in New York, the hour they repeat is shown twice.', async () => {
  const instants = [
    '2025-11-02T04:30:00.000Z',
    '2025-11-02T05:30:00.000Z',
    '2025-11-02T06:30:00.000Z',
    '2025-11-02T07:30:00.000Z',
  ];
  expect(await shown(instants, { timeZone: 'America/New_York' })).toEqual([
    '2025-11-02T00:30:00',
    '2025-11-02T01:30:00',
    '2025-11-02T01:30:00',
    '2025-11-02T02:30:00',
  ]);
});

test('On Lord Howe Island clocks are set by half an hour.', async () => {
  const back = ['2025-04-05T14:45:00.000Z', '2025-04-05T15:15:00.000Z', '2025-04-05T15:45:00.000Z'];
  const forward = ['2025-10-04T15:15:00.000Z', '2025-10-04T15:45:00.000Z'];
  expect(await shown([...back, ...forward], { timeZone: 'Australia/Lord_Howe' })).toEqual([
    '2025-04-06T01:45:00',
    '2025-04-06T01:45:00',
    '2025-04-06T02:15:00',
    '2025-10-05T01:45:00',
    '2025-10-05T02:45:00',
  ]);
});

const noon = '2025-07-01T12:00:00.000Z';

test('A dialect has the zone of all unless it has one of its own.', async () => {
  expect(await shown([noon], {})).toEqual(['2025-07-01T12:00:00']);
  expect(await shown([noon], { timeZone: 'Asia/Tokyo' })).toEqual(['2025-07-01T21:00:00']);
  expect(await shown([noon], { timeZone: 'Asia/Tokyo', timeZones: { m4: 'America/Chicago' } })).toEqual([
    '2025-07-01T07:00:00',
  ]);
});

test("A dialect's own zone can be a variable.", async () => {
  const env = { GATEWAY_TIME_ZONE: 'Asia/Tokyo', GATEWAY_M4_TIME_ZONE: 'America/Chicago' };
  expect(await shown([noon], {}, env)).toEqual(['2025-07-01T07:00:00']);
});

test.each([
  [{ timeZone: 'Mars/Base' }, {}, 'Unknown time zone "Mars/Base": an IANA name such as America/New_York is expected.'],
  [
    {},
    { GATEWAY_M4_TIME_ZONE: 'EST5' },
    'Unknown time zone "EST5": an IANA name such as America/New_York is expected.',
  ],
  [{ timeZones: { m5: 'UTC' } }, {}, 'There is no dialect m5; there are m4.'],
])('A zone that does not exist ends the start in one line: %j %j', async (flags: Flags, env, message) => {
  await expect(shown([], flags, env)).rejects.toThrow(message);
});
