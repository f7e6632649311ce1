import { Fault } from '../core/fault.js';
import type { Outcome, WriteRecord } from '../core/records/inputs.js';
import { kinds } from '../core/records/kinds.js';
import type { RunRecords } from '../core/records/operations.js';
import { BadLine } from './bad-line.js';
import { explain } from './explain.js';
import { isKind, recordFrom } from './record-format.js';

/** How many lines share one durable commit. */
const batchSize = 200;

/** How many records a seed file added, changed, and found to be as it says. */
export interface SeedCounts {
  readonly created: number;
  readonly changed: number;
  readonly same: number;
}

type Lines = AsyncIterable<string> | Iterable<string>;

interface Line {
  readonly number: number;
  readonly input: WriteRecord;
}

const isFault = (error: unknown): error is Fault => error instanceof Fault;

function decoded(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault('malformed');
  }
}

function inputFrom(text: string): WriteRecord {
  const value = decoded(text) as { readonly kind?: unknown } | null;
  const kind = value?.kind;
  if (!isKind(kind)) throw new Fault('kind-unknown', {}, `kind must be one of ${kinds.join(', ')}`);
  const { id, ...record } = recordFrom(kind, value);
  if (id === undefined) throw new Fault('invalid', { problems: [{ member: 'id', rule: 'required' }] });
  return { kind, record: { ...record, id } };
}

function bad(source: string, line: number, error: unknown): BadLine {
  if (!isFault(error)) throw error;
  return new BadLine(source, line, error.code === 'kind-unknown' ? error.message : explain(error));
}

function lineFrom(text: string, number: number, source: string): Line | BadLine {
  try {
    return { number, input: inputFrom(text) };
  } catch (error) {
    return bad(source, number, error);
  }
}

/** The lines in batches; a bad one ends them after what came before it. */
async function* batchesOf(lines: Lines, source: string): AsyncGenerator<readonly Line[]> {
  let batch: Line[] = [];
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text.trim() === '') continue;
    const line = lineFrom(text, number, source);
    if (line instanceof BadLine) {
      yield batch;
      throw line;
    }
    if (batch.push(line) < batchSize) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

async function oneByOne(batch: readonly Line[], run: RunRecords, source: string): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { number, input } of batch) {
    try {
      outcomes.push(await run('record.put', input));
    } catch (error) {
      throw bad(source, number, error);
    }
  }
  return outcomes;
}

/** Applies lines in one commit; where one of them is refused, those before it and nothing else. */
async function apply(batch: readonly Line[], run: RunRecords, source: string): Promise<readonly Outcome[]> {
  try {
    return await run('record.putAll', { records: batch.map(({ input }) => input) });
  } catch (error) {
    if (!isFault(error)) throw error;
    return oneByOne(batch, run, source);
  }
}

/**
 * Puts the records of an NDJSON file, line by line `{"kind": …, "id": …, …}`; blank lines are passed over. Applying a
 * file twice is applying it once. A line that cannot be applied ends it with a BadLine: the lines before it stay applied,
 * nothing after it is. `source` is what the error calls the file.
 */
export async function seedLines(lines: Lines, run: RunRecords, source = 'seed'): Promise<SeedCounts> {
  const counts = { created: 0, changed: 0, same: 0 };
  for await (const batch of batchesOf(lines, source)) {
    if (batch.length === 0) continue;
    for (const outcome of await apply(batch, run, source)) counts[outcome] += 1;
  }
  return counts;
}
