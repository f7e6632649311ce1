import { replaceAgeing } from '../../src/core/billing/ageing-steps.js';
import { performerFor } from '../../src/database.js';
import { lastDone, missedDays, runDays, type DayParts } from '../../src/jobs/days.js';
import { createCalendar, startSchedule } from '../../src/jobs/schedule.js';
import { createLog } from '../../src/log.js';
import { actor, openBench, type Bench } from '../billing/harness.js';
import { databaseNames } from '../support/databases.js';

const log = createLog('silent', () => undefined);

const zone = 'America/New_York';
const at = (instant: string) => createCalendar({ pattern: '0 2 * * *', zone }, { now: () => Date.parse(instant) });

test.each([
  ['2026-03-10T05:59:59.000Z', '2026-03-10', '2026-03-09'],
  ['2026-03-10T06:00:00.000Z', '2026-03-10', '2026-03-10'],
  ['2026-03-10T03:59:00.000Z', '2026-03-09', '2026-03-09'],
  ['2026-03-08T07:00:00.000Z', '2026-03-08', '2026-03-08'],
  ['2026-11-01T06:30:00.000Z', '2026-11-01', '2026-10-31'],
  ['2026-11-01T07:00:00.000Z', '2026-11-01', '2026-11-01'],
])('at %s it is %s in New York, and the jobs of %s were due at two last', (instant, today, lastDue) => {
  expect(at(instant).today()).toBe(today);
  expect(at(instant).lastDue()).toBe(lastDue);
});

test('a schedule that never comes round is due on no day', () => {
  const calendar = createCalendar({ pattern: '0 2 30 2 *', zone }, { now: () => Date.parse('2026-03-10T08:00:00Z') });
  expect(missedDays('2026-01-01', calendar.lastDue())).toEqual([]);
});

test('missed are the days since the last, a year of them at most; without a last one that day alone', () => {
  expect(missedDays('2026-02-26', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(missedDays('2026-03-01', '2026-03-01')).toEqual([]);
  expect(missedDays('2026-03-02', '2026-03-01')).toEqual([]);
  expect(missedDays(undefined, '2026-03-01')).toEqual(['2026-03-01']);
  const long = missedDays('2020-01-01', '2026-03-01');
  expect([long.length, long.at(-1)]).toEqual([366, '2026-03-01']);
});

describe.each(databaseNames)('on %s', (make) => {
  let bench: Bench;
  let done: string[];

  beforeEach(async () => {
    bench = await openBench(make);
    done = [];
  });

  afterEach(() => bench.close());

  const parts = (holder: string, signal = new AbortController().signal): DayParts => ({
    perform: performerFor(bench.core, 'jobs'),
    charges: false,
    currency: 'USD',
    holder,
    signal,
    done: (job, day) => void done.push(`${day} ${job}`),
  });

  test('each job of each day is done once, however many processes do them at once', async () => {
    const days = ['2026-03-01', '2026-03-02'];
    await Promise.all(['a', 'b', 'c'].map((holder) => runDays(parts(holder), days, true)));
    expect(done.sort()).toEqual([
      '2026-03-01 ageing',
      '2026-03-01 charging',
      '2026-03-02 ageing',
      '2026-03-02 charging',
    ]);
    expect((await lastDone(parts('d'))).day).toBe('2026-03-02');
  });

  test('what another process holds is left to it, until it gives no sign of life', async () => {
    const hold = { job: 'charging', day: '2026-03-01', holder: 'gone' };
    await bench.store.change((tx) => tx.jobs.claim(hold, bench.clock.now(), bench.clock.now() + 10_000));
    await runDays(parts('a'), ['2026-03-01'], false);
    expect(done).toEqual([]);
    bench.clock.at = '2026-03-01T08:00:10.000Z';
    await runDays(parts('a'), ['2026-03-01'], false);
    expect(done).toEqual(['2026-03-01 charging', '2026-03-01 ageing']);
  });

  test('a process that is stopped leaves its job to the next at once', async () => {
    const ending = new AbortController();
    ending.abort();
    await runDays(parts('a', ending.signal), ['2026-03-01'], false);
    expect(done).toEqual([]);
    await runDays(parts('b'), ['2026-03-01'], false);
    expect(done).toHaveLength(2);
  });

  test('a gateway that starts makes up for the days that were missed, in order', async () => {
    await bench.put('customers', { id: 341, number: 'A' });
    await bench.put('invoices', { id: 1, customerId: 341, amount: '1', date: '2026-01-01', dueDate: '2026-02-27' });
    await bench.core(replaceAgeing, { steps: [{ days: 1, status: 'overdue1' }] }, actor);
    const { since } = await lastDone(parts('x'));
    const last = new Date(Date.parse(since) + 3 * 86_400_000).toISOString().slice(0, 10);
    const calendar = { today: () => last, lastDue: () => last };
    const stop = startSchedule(parts('a'), calendar, log);
    while (done.length < 6) await new Promise((resolve) => setTimeout(resolve, 20));
    await stop();
    expect(done.filter((line) => line.endsWith('ageing')).map((line) => line.slice(0, 10))).toEqual(
      missedDays(since, last),
    );
    expect((await bench.run('customer.read', { key: { id: 341 } })).status).toBe('overdue1');
  });
});
