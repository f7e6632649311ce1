import { readFile } from 'node:fs/promises';
import { partsOf } from '../../src/replay/pattern.js';
import { readTranscripts } from '../../src/replay/run.js';
import type { Transcript } from '../../src/replay/transcript.js';
import { subjects } from '../conformance/subjects.js';

const transcripts = await readTranscripts(['fixtures']);

/** The body with something in the place of every marker that keeps JSON what it is. */
const filled = (body: string): string =>
  partsOf(body.replace(/\{\{\/\(\?:.*?\)\?\/\}\}/g, ''))
    .map((part) => (part.kind === 'text' ? part.raw : '1'))
    .join('');

/** Without the zero that some frameworks write behind a whole number, of which a parsed one knows nothing. */
const plain = (json: string | undefined): string | undefined => json?.replace(/(?<=[:,[]-?\d+)\.0(?=[,}\]])/g, '');

const isJson = (headers: Transcript['exchanges'][number]['expected']['headers']): boolean =>
  headers.some(([name, value]) => /^content-type$/i.test(name) && /json/i.test(value));

interface SeedLine {
  readonly kind: string;
  readonly id: number;
  readonly parentId?: number;
  readonly structureIds?: readonly number[];
  readonly userId?: number;
  readonly customerId?: number;
  readonly serviceId?: number;
  readonly lineCardId?: number;
}

const seedLines = (ndjson: string): readonly SeedLine[] =>
  ndjson.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as SeedLine]));

test('there are transcripts, and every sentence is one of its own', () => {
  expect(transcripts.length).toBeGreaterThan(50);
  expect(new Set(transcripts.map(({ sentence }) => sentence)).size).toBe(transcripts.length);
  for (const { sentence } of transcripts) expect(sentence).toMatch(/^[A-Z].*\.$/);
});

test.each(transcripts.map((transcript) => [transcript.name, transcript] as const))(
  '%s expects JSON wherever it says so, laid out as its dialect does it',
  (name, { exchanges }) => {
    const codec = subjects.find(({ dialect }) => name.startsWith(`${dialect.id}/`))?.dialect.codecs[0];
    for (const { expected } of exchanges) {
      if (!isJson(expected.headers) || expected.body === '') continue;
      const body = filled(expected.body);
      expect(plain(codec?.encode(JSON.parse(body)))).toBe(plain(body));
    }
  },
);

test('seed lines are JSON objects of a kind, and refer to what stands before them', async () => {
  const data = [await readFile('fixtures/demo/demo.ndjson', 'utf8'), ...transcripts.map((t) => t.data ?? '')];
  for (const lines of data.map(seedLines)) {
    const known = new Set<string>();
    for (const { kind, id, parentId, structureIds = [], userId, customerId, serviceId, lineCardId } of lines) {
      const wanted = {
        structures: [parentId, ...structureIds],
        users: [userId],
        customers: [customerId],
      };
      const all = Object.entries({ ...wanted, services: [serviceId], 'line-cards': [lineCardId] });
      const wanting = all.flatMap(([of, ids]) => ids.filter((i) => i !== undefined).map((i) => `${of} ${i}`));
      expect(wanting.filter((name) => !known.has(name))).toEqual([]);
      expect(known).not.toContain(`${kind} ${id}`);
      known.add(`${kind} ${id}`);
    }
  }
});
