import { dialects } from '../../../dialects/index.js';
import { openSandbox, type Sandbox } from '../../../src/sandbox.js';

const many = 450;

const data = [
  { kind: 'customers', id: 5, name: 'Often', status: 'overdue1' },
  ...Array.from({ length: many }, (_, i) => ({
    kind: 'transitions',
    id: i + 1,
    customerId: 5,
    // The instants of one day in New York, from its first to its last.
    at: new Date(Date.UTC(2010, 10, 1, 4) + (i * (24 * 60 * 60_000 - 1)) / (many - 1)).toISOString(),
    ...(i % 2 === 0
      ? { previousStatus: 'quote', newStatus: 'overdue1' }
      : { previousStatus: 'overdue1', newStatus: 'quote' }),
  })),
].map((record) => JSON.stringify(record));

let gateway: Sandbox;

beforeAll(async () => {
  gateway = await openSandbox(dialects, data.join('\n'));
});

afterAll(() => gateway.close());

const list = async (query: string) =>
  (await fetch(new URL(`/rest/customers/transitions?${query}`, gateway.url))).text();

const idsIn = (text: string) => [...text.matchAll(/<customerTransition id="(\d+)">/g)].map(([, id]) => Number(id));

test('However many transitions there are, all of them are listed, in order and whole.', async () => {
  const text = await list('startDate=2010-11-01&endDate=2010-11-01');
  expect(idsIn(text)).toEqual(Array.from({ length: many }, (_, i) => i + 1));
  expect(text).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?><list><customerTransition id="1">.*<\/customerTransition><\/list>$/,
  );
  expect(text.split('<customer id="5">')).toHaveLength(many + 1);
  expect(text).toContain('<previousStatus>Draft</previousStatus><newStatus>Overdue1</newStatus>');
});

test('A day is one of the zone, from its first instant to its last.', async () => {
  expect(idsIn(await list('startDate=2010-10-31&endDate=2010-10-31'))).toEqual([]);
  expect(idsIn(await list('startDate=2010-11-02&endDate=2010-11-02'))).toEqual([]);
  expect(idsIn(await list('endDate=2010-11-01&daysAgo=0'))).toHaveLength(many);
});

test('A startDate goes before daysAgo.', async () => {
  expect(idsIn(await list('startDate=2010-11-01&endDate=2010-11-05&daysAgo=1'))).toHaveLength(many);
  expect(idsIn(await list('endDate=2010-11-05&daysAgo=1'))).toEqual([]);
});
